import { inProportion, larger, must, there, totalOf, whole, yearOfDay } from './amounts.js';
import { awaitsEach, eachPartnerApproved } from './agreements.js';
import type { AuditBy } from './auditor.js';
import type { Bill } from './kept.js';
import { countUp, withinItsPower } from './moves.js';
import { decidedOn, madeOn } from './judged-days.js';
import { insideFences } from './recoding-payments.js';
import { keepsShares } from './recoding-shares.js';
import { giveBack } from './clearing.js';
import { bill, counts, flagBeside, flagBeyond, owe, pay, spend } from './spending.js';

export const recodingAudit = {
  SpendingRecoded: (auditor, event) => {
    const books = auditor.books(event);
    const { corrects, expenditure, provider, period, was, is, cost, left, overBudget } = event.data;
    awaitsEach(auditor, books, event, 'recoding', larger(0n, whole(cost)));
    counts(books, event);
    const old = bill(books, corrects);
    must('rule 1: a recoding names what it corrects, once', old.open);
    must(
      'rules 1, 4: a recoding takes back what stands, or a part, and says what stays',
      totalOf(was.parts) <= old.cost && old.cost - totalOf(was.parts) === whole(left),
    );
    must('rule 3: a recoding changes no total', totalOf(was.parts) === totalOf(is.parts));
    must('rule 3: what was paid stays paid', totalOf(was.paid) === totalOf(is.paid));
    must('rule 2: a recoding sums to its cost', totalOf(is.parts) === whole(cost));
    must(
      'it stays with who spent it, or is with the award under which it is put',
      is.provider === provider || is.provider === books.awards.get(is.award)?.provider,
    );
    const filed = { provider, period, cost };
    keepsShares(books, decidedOn(event), yearOfDay(period), () => {
      spend(books, { ...filed, ...was }, -1n);
      pay(books, { ...filed, ...was, parts: was.paid }, -1n);
      spend(books, { ...filed, ...is }, 1n);
      pay(books, { ...filed, ...is, parts: is.paid }, 1n);
    });
    owe(old, was.parts, -1n);
    owe(old, was.paid, 1n);
    const paid = totalOf(is.paid);
    const gross = is.parts.reduce((sum, part) => sum + whole(part.recoverableVat), whole(cost));
    const owed = gross - paid;
    const anew: Bill = {
      ...old,
      award: is.award,
      cost: whole(cost),
      owed,
      paid,
      approved: old.approved,
      parts: new Map(),
    };
    old.cost = whole(left);
    old.owed -= owed;
    old.open = old.cost > 0n;
    // What an office let be paid, and nobody has paid, goes with the part by what is owed of each.
    if (old.open && old.approved !== undefined) {
      const open = old.approved - old.paid;
      const [goes = 0n] = owed + old.owed > 0n ? inProportion(open, [owed, old.owed]) : [0n];
      anew.approved = paid + goes;
      old.approved -= anew.approved;
    }
    old.paid -= paid;
    books.bills.set(expenditure, anew);
    books.spentIn.set(expenditure, yearOfDay(period));
    owe(anew, is.parts, 1n);
    owe(anew, is.paid, -1n);
    giveBack(books, event, {
      ...{ ...filed, ...was, expenditure: corrects },
      parts: was.parts.filter(({ source }) => is.parts.every((part) => part.source !== source)),
    });
    const coded = (of: typeof was) =>
      of.parts.map((part) => ({ ...part, nature: of.nature, relatesTo: event.data.relatesTo }));
    const lines = { was: coded(was), is: coded(is) };
    insideFences(books, decidedOn(event), yearOfDay(period), lines);
    flagBeyond(books, event, { ...filed, ...is, overBudget });
    flagBeside(auditor, event, is.award, whole(cost));
  },

  RecodingProposed: (auditor, event) => {
    const { proposals } = auditor.books(event);
    const { proposal, proposer } = event.data;
    must(`rule 1: ${proposal} is proposed once`, !proposals.has(proposal));
    proposals.set(proposal, { proposer, approvers: [], open: true });
  },
  RecodingApproved: (auditor, event) => {
    const { proposal, approval } = event.data;
    const of = there(auditor.books(event).proposals.get(proposal), proposal);
    must('rule 20: only a proposal is approved', of.open);
    must('rule 20: each approves once', !of.approvers.includes(approval.by));
    of.approvers.push(approval.by);
  },
  RecodingProposalEnded: (auditor, event) => {
    const { proposal } = event.data;
    const of = there(auditor.books(event).proposals.get(proposal), proposal);
    must('rule 20: it ends once', of.open);
    of.open = false;
  },
  RecodingProposalLapsed: (auditor, event) => {
    const { proposal, expired } = event.data;
    const of = there(auditor.books(event).proposals.get(proposal), proposal);
    must(
      'rule 20: a proposal lapses once, after its last day',
      of.open && event.stamp.slice(0, 10) > expired,
    );
    of.open = false;
  },
  RecodingAuthorised: (auditor, event) => {
    const books = auditor.books(event);
    const { proposal, how, cost, approvals, counted } = event.data;
    const of = proposal === null ? undefined : there(books.proposals.get(proposal), proposal);
    const proposer = of?.proposer ?? event.actor;
    eachPartnerApproved(
      auditor,
      books,
      event,
      'recoding',
      larger(0n, whole(cost)),
      approvals.map(({ organisation }) => organisation),
    );
    must('rule 20: it is decided once', of === undefined || of.open);
    must(
      'rule 20: who decided it had approved it',
      of === undefined || approvals.every(({ by }) => of.approvers.includes(by)),
    );
    must(
      'rule 20: the proposer is not the approver; decided alone is shown as such',
      (how === 'alone') === approvals.every(({ by }) => by === proposer),
    );
    for (const approval of approvals) withinItsPower(auditor, cost, approval);
    for (const count of counted) countUp(auditor, books, count, 1n, madeOn(event));
    books.together.delete(`${event.key}|recoding`);
    if (of !== undefined) of.open = false;
  },
} satisfies AuditBy;
