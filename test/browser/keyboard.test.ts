import type { Locator, Page } from 'playwright-core';
import { formatPence, parsePence, sumPence } from '#libs/money/pence.js';
import { startApp, type App } from '#test/support/app.js';
import { Client } from '#test/support/client.js';
import { northmoorDelegation, northmoorMove } from '#apps/service/example/northmoor-moves.js';
import { firstMonths, northmoor } from '#test/support/northmoor.js';
import { toldSoFar } from '#test/support/steps.js';
import { chromiumPath, usingChromium } from './chromium.js';
import { Keyboard } from './keyboard.js';
import { seeded } from '#test/support/seeded.js';

/** The main task of each kind of user, from sign-in to its result, without a mouse. */
const tests = (): void => {
  const openBrowser = usingChromium();
  let app: App;
  beforeAll(async () => {
    app = await startApp(() => new Date('2026-10-31T12:00:00Z'));
    await seeded(app.runtime.store, toldSoFar(...northmoor, ...firstMonths).happened);
    await app.runtime.runner.progress.until((await app.runtime.store.head()).number, 20_000);
    const amina = new Client(app);
    const { id, command, body, by } = northmoorDelegation;
    await new Client(app, by).done(`delegations/${id}/${command}`, body);
    await amina.done('funds/northmoor/set-publication-policy', { effective: '2026-04-01' });
    await amina.done('funds/northmoor/publish', { publication: 'half-year', until: '2026-09-30' });
  });
  afterAll(() => app.stop());

  describe.each([true, false])('with scripts: %s', (javaScriptEnabled) => {
    const at = async (task: (page: Page, keys: Keyboard) => Promise<void>): Promise<void> => {
      const { context, close } = await openBrowser({ width: 1280, javaScriptEnabled });
      try {
        const page = await context.newPage();
        await task(page, new Keyboard(page));
      } finally {
        await close();
      }
    };

    it('lets a commissioner give a scheme budget, and see what it changes before', async () => {
      const uncommitted = async (): Promise<string> => {
        const { body } = await new Client(app).get(
          'funds/northmoor/balances?year=2026-27&by=account',
        );
        const rows = body['balances'] as unknown as { account: string; amount: string }[];
        const ofSchemes = rows.filter(({ account }) => account.startsWith('budget:scheme:'));
        return formatPence(sumPence(ofSchemes.map(({ amount }) => parsePence(amount))));
      };
      const before = await uncommitted();
      await at(async (page, keys) => {
        await keys.signIn(app.url, 'Amina Clarke');
        await keys.open(page.getByRole('link', { name: 'Northmoor Wellbeing and Work' }));
        await keys.open(page.getByRole('button', { name: 'What there is to do' }));
        await keys.open(page.getByRole('link', { name: 'Allocate budget to a scheme' }).first());
        await keys.write(page.getByLabel('Scheme'), 'brokerage');
        await keys.write(page.getByLabel('Source'), 'council');
        await keys.write(page.getByLabel('Year').first(), '2026-27');
        await keys.write(page.getByLabel('Amount'), '250.00');
        await keys.write(page.locator('#reason'), 'Demand for brokerage has grown');
        await keys.press(page.getByRole('button', { name: 'Continue', exact: true }));
        expect(await page.locator('h1').innerText()).toBe('Check your answers');
        const changed = page.locator('tr').filter({ hasText: 'Uncommitted, 2026\u201127' });
        const [was, is] = await changed.locator('td').allInnerTexts();
        expect(was?.replace(/[£,]/g, '')).toBe(before);
        await keys.press(page.getByRole('button', { name: 'Record it' }));
        expect(await page.locator('main').innerText()).toContain('Recorded');
        expect(is?.replace(/[£,]/g, '')).toBe(await uncommitted());
      });
    });

    it('lets a commissioner propose a move of budget, and see what it would change before', async () => {
      const of = async (scheme: string): Promise<string> => {
        const { body } = await new Client(app).get(
          `funds/northmoor/balances?year=2026-27&scheme=${scheme}&by=account`,
        );
        const rows = body['balances'] as unknown as { account: string; amount: string }[];
        // What the scheme still has, and what was made of it; not what went through in a move.
        const own = rows.filter(({ account }) =>
          /^budget:(scheme|reserved|committed|matched|spent)(:|$)/.test(account),
        );
        return formatPence(sumPence(own.map(({ amount }) => parsePence(amount))));
      };
      const [navigators, brokerage] = await Promise.all([of('navigators'), of('brokerage')]);
      const amount = javaScriptEnabled ? '321.10' : '321.20';
      await at(async (page, keys) => {
        const field = (name: string): Locator => page.locator(`[id="legs.0.${name}"]`);
        await keys.signIn(app.url, 'Amina Clarke');
        await keys.open(page.getByRole('link', { name: 'Northmoor Wellbeing and Work' }));
        await keys.open(page.getByRole('button', { name: 'What there is to do' }));
        await keys.open(
          page.getByRole('link', { name: 'Propose a reallocation of budget' }).first(),
        );
        await keys.write(
          page.getByLabel('A short name of its own'),
          `proposed-${javaScriptEnabled}`,
        );
        await keys.press(page.getByRole('button', { name: 'Continue', exact: true }));
        await keys.write(field('amount'), amount);
        for (const [end, scheme] of [
          ['from', 'navigators'],
          ['to', 'brokerage'],
        ] as const) {
          await keys.choose(field(end), field(end));
          await keys.write(field(`${end}~0.fund`), 'northmoor');
          await keys.write(field(`${end}~0.source`), 'council');
          await keys.write(field(`${end}~0.year`), '2026-27');
          await keys.choose(field(`${end}~0.nature`), field(`${end}~0.nature`));
          await keys.write(field(`${end}~0.scheme`), scheme);
        }
        await keys.write(page.locator('#reason'), 'Demand for brokerage has grown');
        await keys.press(page.getByRole('button', { name: 'Continue', exact: true }));
        expect(await page.locator('h1').innerText()).toBe('Check your answers');
        const moved = page.getByRole('table', { name: 'What it would change once it is approved' });
        const pounds = async (scheme: string): Promise<(string | undefined)[]> => {
          const cells = moved.locator('tr').filter({ hasText: scheme }).locator('td');
          return (await cells.allInnerTexts()).slice(-2).map((text) => text.replace(/[£,]/g, ''));
        };
        const beside = (was: string, sign: 1n | -1n): string[] => [
          ...[was, formatPence(parsePence(was) + sign * parsePence(amount))],
        ];
        expect(await pounds('navigators')).toEqual(beside(navigators, -1n));
        expect(await pounds('brokerage')).toEqual(beside(brokerage, 1n));
        await keys.press(page.getByRole('button', { name: 'Record it' }));
        expect(await page.locator('main').innerText()).toContain('Recorded');
      });
      const { body } = await new Client(app).get('reallocations');
      expect(JSON.stringify(body)).toContain(`"amount":"${amount}"`);
      // It is proposed, and nothing has moved.
      expect(await Promise.all([of('navigators'), of('brokerage')])).toEqual([
        ...[navigators, brokerage],
      ]);
    });

    it('lets a provider claim, and find the claim', async () => {
      const reference = `KEYS-${String(javaScriptEnabled)}`;
      await at(async (page, keys) => {
        await keys.signIn(app.url, 'Grace Odell');
        await keys.open(page.getByRole('link', { name: 'Claim under \u201cNavigators' }).first());
        await keys.write(
          page.getByLabel('Claim or invoice'),
          `harbour-lights:${reference.toLowerCase()}`,
        );
        await keys.write(page.getByLabel('Amount'), '1250.00');
        await keys.write(page.getByLabel('Reference'), reference);
        await keys.write(page.getByLabel('Why'), 'Travel of navigators in October');
        await keys.press(page.getByRole('button', { name: 'Continue', exact: true }));
        expect(await page.locator('h1').innerText()).toBe('Check your answers');
        await keys.press(page.getByRole('button', { name: 'Record it' }));
        expect(await page.locator('main').innerText()).toContain('Recorded');
      });
      const { body } = await new Client(app, 'grace').get('providers/GB-COH-19990001/allocations');
      expect(JSON.stringify(body)).toContain(`"reference":"${reference}"`);
    });

    it('lets a provider accept what is offered, and move between its lines within the allowance', async () => {
      const [offered, lines] = ['grant', 'contract'].map((kind) => `${kind}-${javaScriptEnabled}`);
      const amina = new Client(app);
      const award = (title: string): object => ({
        ...{ title, provider: 'GB-COH-19990001', start: '2026-11-01', end: '2027-03-31' },
        funding: [
          {
            ...{ fund: 'northmoor', scheme: 'brokerage', year: '2026-27', nature: 'revenue' },
            ...{ amount: '1000.00', sources: [{ source: 'council', amount: '1000.00' }] },
          },
        ],
      });
      await amina.done(`grants/${offered}/offer-grant`, {
        ...award(`Kit, ${offered}`),
        until: '2026-11-30',
      });
      await amina.done(`contracts/${lines}/award-contract`, {
        ...award(`Outreach, ${lines}`),
        costShares: [
          { category: 'delivery', share: 90 },
          { category: 'workforce', share: 10 },
        ],
        terms: { flexibility: { percent: '0.05' } },
      });
      await at(async (page, keys) => {
        const recorded = async (): Promise<void> => {
          await keys.press(page.getByRole('button', { name: 'Continue', exact: true }));
          expect(await page.locator('h1').innerText()).toBe('Check your answers');
          await keys.press(page.getByRole('button', { name: 'Record it' }));
          expect(await page.locator('main').innerText()).toContain('Recorded');
        };
        await keys.signIn(app.url, 'Grace Odell');
        await keys.open(page.getByRole('link', { name: `Accept the grant “Kit, ${offered}”` }));
        await keys.write(page.getByLabel('Accepted by'), 'The board');
        await keys.write(page.getByLabel('Why'), 'We have the people for it');
        await recorded();
        await keys.open(page.getByRole('link', { name: 'Start', exact: true }).first());
        await keys.open(
          page.getByRole('link', { name: `Move between cost lines of “Outreach, ${lines}”` }),
        );
        await keys.write(page.getByLabel('Name of the change'), 'winter');
        await keys.choose(page.locator('#from'), page.locator('[name=from][value=delivery]'));
        await keys.choose(page.locator('#to'), page.locator('[name=to][value=workforce]'));
        await keys.write(page.getByLabel('Amount'), '20.00');
        await keys.write(page.getByLabel('Why'), 'A second worker in winter');
        await recorded();
      });
      const { body } = await new Client(app, 'grace').get('providers/GB-COH-19990001/allocations');
      const told = body as unknown as Record<'awards' | 'allowances', { award: string }[]>;
      expect(told.awards.find((one) => one.award === offered)).toMatchObject({ state: 'awarded' });
      expect(told.allowances.find((one) => one.award === lines)).toMatchObject({
        ...{ allowance: '50.00', used: '20.00', left: '30.00' },
      });
    });

    it('lets an approver decide what waits in the inbox', async () => {
      const [propose] = northmoorMove;
      if (!propose) throw new Error('no move');
      const id = `keys-${String(javaScriptEnabled)}`;
      await new Client(app, propose.by).done(`reallocations/${id}/propose-reallocation`, {
        ...propose.body,
        effective: '2026-10-31',
      });
      await at(async (page, keys) => {
        await keys.signIn(app.url, 'Rosalind Hart');
        await keys.open(page.getByRole('link', { name: 'The inbox of approvals' }));
        const row = page.locator('#mine tbody tr').filter({ hasText: id });
        expect(await row.innerText()).toContain('£60,000.00');
        await keys.open(row.getByRole('link'));
        await keys.open(page.getByRole('button', { name: 'Approve' }));
        await keys.write(page.getByLabel('Why'), 'Demand for brokerage has grown');
        await keys.press(page.getByRole('button', { name: 'Continue', exact: true }));
        expect(await page.locator('h1').innerText()).toBe('Check your answers');
        await keys.press(page.getByRole('button', { name: 'Record it' }));
        expect(await page.locator('main').innerText()).toContain('Recorded');
      });
      const { body } = await new Client(app).get('reallocations');
      const told = body['reallocations'] as unknown as { id: string; state: string }[];
      expect(told.find((one) => one.id === id)?.state).toBe('decided');
    });

    it('leads an auditor from a search to an event', async () => {
      await at(async (page, keys) => {
        await keys.signIn(app.url, 'Priya Nair');
        await keys.open(page.getByRole('link', { name: 'Audit', exact: true }).first());
        await keys.write(page.getByLabel('Fund', { exact: true }), 'northmoor');
        await keys.write(page.getByLabel('Type of event'), 'CommitmentConfirmed');
        await keys.press(page.getByRole('button', { name: 'Search' }));
        await keys.open(page.locator('tbody th a').first());
        expect(await page.locator('h1').innerText()).toBe('Commitment confirmed');
      });
    });

    it('lets an auditor walk a fund through time by both sliders', async () => {
      const priya = new Client(app, 'priya');
      await at(async (page, keys) => {
        await keys.signIn(app.url, 'Priya Nair');
        await keys.open(page.getByRole('link', { name: 'Audit', exact: true }).first());
        await keys.open(page.getByRole('link', { name: 'Walk through time' }));
        await keys.open(page.getByRole('link', { name: 'Northmoor Wellbeing and Work' }));
        const shown = page.locator('#moment');
        const held = page.locator('.cp-fact', { hasText: 'Held by the host' }).locator('dd');
        const [recorded, effective] = [page.locator('#asKnownAt'), page.locator('#day')];
        const show = async (moment: RegExp): Promise<void> => {
          if (!javaScriptEnabled)
            await keys.press(page.getByRole('button', { name: 'Show that point' }));
          await shown.filter({ hasText: moment }).waitFor();
        };
        const heldAt = async (point: string): Promise<string> => {
          const { body } = await priya.get(`funds/northmoor/health?${point}`);
          return (body['held'] as unknown as { now: { amount: string } }).now.amount;
        };
        const pounds = async (): Promise<string> =>
          (await held.first().innerText()).replace(/[£,]/g, '').replace('\u2212', '-');

        await keys.slide(recorded, 'ArrowLeft', 12);
        const number = await recorded.inputValue();
        await show(new RegExp(`log number ${number},`));
        expect(await pounds()).toBe(await heldAt(`asKnownAt=${number}`));
        // By tenths of its way back, until it stands where not everything was in effect.
        await keys.slide(effective, 'PageDown', 9);
        await show(/with only what had taken effect by/);
        const point = new URL(page.url()).searchParams;
        expect(point.get('asKnownAt')).toBe(number);
        const then = await heldAt(`asKnownAt=${number}&effectiveOn=${point.get('effectiveOn')}`);
        expect(await pounds()).toBe(then);
        expect(then).not.toBe(await heldAt(`asKnownAt=${number}`));
        await keys.open(page.getByRole('link', { name: 'What has changed since' }));
        expect(await page.locator('h1').innerText()).toBe('Two points compared');
        expect(await page.locator('#moments').innerText()).toContain(`log number ${number},`);
      });
    });

    it('lets an auditor compare two points, to the penny', async () => {
      const now = String((await app.runtime.store.head()).number);
      await at(async (page, keys) => {
        await keys.signIn(app.url, 'Priya Nair');
        await keys.open(page.getByRole('link', { name: 'Audit', exact: true }).first());
        await keys.open(page.getByRole('link', { name: 'Two points compared' }));
        await keys.write(page.getByLabel('Fund'), 'northmoor');
        await keys.write(page.getByLabel('From: as known at'), now);
        await keys.write(page.getByLabel('From: with only what had taken effect by'), '2026-07-31');
        await keys.write(page.getByLabel('To: as known at'), now);
        await keys.press(page.getByRole('button', { name: 'Compare' }));
        const rows = await page.locator('#figures tbody tr').all();
        expect(rows.length).toBeGreaterThan(0);
        for (const row of rows) {
          const [was, is, by] = (await row.locator('td.govuk-table__cell--numeric').allInnerTexts())
            .map((text) => text.replace(/[£,]/g, '').replace('\u2212', '-'))
            .map(parsePence);
          expect((was ?? 0n) + (by ?? 0n)).toBe(is);
        }
        const { body } = await new Client(app, 'priya').get(
          `funds/northmoor/compare?from=${now}&fromEffectiveOn=2026-07-31&to=${now}`,
        );
        expect(rows).toHaveLength((body['figures'] as unknown as object[]).length);
      });
    });

    it('shows anybody what is published', async () => {
      await at(async (page, keys) => {
        await page.goto(`${app.url}/published`);
        await keys.open(page.locator('main a[href^="/published/northmoor"]').first());
        const { body } = await new Client(app, null).get('published/northmoor/lines');
        const { lines } = body as unknown as { lines: { amount: string }[] };
        const shown = await page.locator('tbody td.govuk-table__cell--numeric').allInnerTexts();
        expect(lines.length).toBeGreaterThan(0);
        for (const { amount } of lines.slice(0, 5))
          expect(shown.map((text) => text.replace(/[£,]/g, ''))).toContain(amount);
      });
    });
  });
};

describe('a keyboard alone', () => {
  if (chromiumPath !== undefined || process.env['CI'] === 'true') tests();
  else it('is not tried, because no Chromium is on this machine', () => undefined);
});
