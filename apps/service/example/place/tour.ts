import type { Role } from '#contracts/events/appointment.js';
import { charity } from './bodies.js';
import { betterCare } from './better-care.js';
import { growth } from './growth-grants.js';
import { reoffending } from './reoffending.js';
import { steadyGround } from './steady-ground.js';

/** Something worth looking at, and what to look for. */
export interface TourStep {
  readonly title: string;
  readonly text: string;
  readonly href: string;
}

/** A way through the place for one kind of user, as one of its people sees it. */
export interface Tour {
  readonly of: Role | 'public';
  readonly who: string;
  /** As whom to sign in; nobody, for the public. */
  readonly person: string | null;
  readonly steps: readonly TourStep[];
}

/** Whoever finds this organisation in the ledger has the whole place before them. */
export const tourMark = charity(10);

const at = (title: string, text: string, href: string): TourStep => ({ title, text, href });

export const tours: readonly Tour[] = [
  {
    ...{ of: 'commissioner', who: 'Commissioner', person: 'amina' },
    steps: [
      at(
        'See in half a minute how five funds stand',
        'Two are green, one is amber, two are red. Each says in a sentence why.',
        '/',
      ),
      at(
        'Look why the Better Care Fund is amber',
        'An overspend of its first year still waits for cover, and awards end within a year. Every figure opens down to its events.',
        `/funds/${betterCare}`,
      ),
      at(
        'Look why 2029-30 is at risk in the worked story',
        'In the fund’s years ahead: £240,000.00 committed, nothing confirmed.',
        '/funds/northmoor',
      ),
      at(
        'Read the monthly report',
        'Budget, profile, actual and the budget holders’ forecasts with their reasons, line by line.',
        `/funds/${betterCare}/monitoring`,
      ),
      at(
        'See what falls due, and what will be held',
        'Instalments, payments, decisions and ends of twelve months; each month of the cash ahead opens to what it is made of.',
        `/funds/${betterCare}/calendar`,
      ),
      at(
        'Go back to a winter day in 2025',
        'The fund as it was known before its overspend: nobody has rewritten the past.',
        `/funds/${betterCare}?asKnownAt=2025-02-28`,
      ),
      at(
        'Read the account of a year that was closed, and opened again',
        'An overspend shared between council and ICB to the penny; a late invoice moved it.',
        `/funds/${betterCare}/statement?year=2024-25`,
      ),
      at(
        'Read a signed account, and the one that took its place',
        'Both offices signed the first; its year was opened again and restated since: the first stands as it was signed, beside the restated one.',
        `/funds/${betterCare}/statements`,
      ),
      at(
        'See what the place gets, whoever pays',
        'Five funds together: for what, where, through whom, and for how long.',
        '/ecosystem',
      ),
      at(
        'Put a row right that could not be read',
        'Each quarter’s file has a day that there never was, and a total typed below.',
        `/funds/${reoffending}/imports`,
      ),
      at(
        'See what has to be used by March',
        'The growth programme’s money is ring-fenced, and its years end.',
        `/funds/${growth}`,
      ),
    ],
  },
  {
    ...{ of: 'approver', who: 'Approver', person: 'rosalind' },
    steps: [
      at(
        'Open what waits for you',
        'Moves of budget that somebody proposed, with how long each has waited.',
        '/approvals',
      ),
      at(
        'Look at a move between two funds',
        'Money of the council would go from equipment to homes for people who sleep rough: before and after, in both funds.',
        '/approvals/reallocations/housing-2026',
      ),
      at(
        'See what moved within the year',
        'Beside the original budget stands each move, and what is left.',
        `/funds/${betterCare}/monitoring`,
      ),
    ],
  },
  {
    ...{ of: 'provider', who: 'Provider', person: 'edith' },
    steps: [
      at(
        'See the years ahead',
        'What is certain, what depends on somebody, and when it ends. Your own money and nobody else’s.',
        `/providers/${charity(10)}`,
      ),
      at(
        'Open your grant',
        'Its schedule, its claims, what has been paid with how many days it took, and a part of one claim that is in dispute.',
        `/providers/${charity(10)}/awards/carers`,
      ),
      at(
        'See what changed',
        'Each change with its reason and its day.',
        `/providers/${charity(10)}/changes`,
      ),
      at(
        'Take a statement to your own auditor',
        'A year of your money, as known at one number of the log.',
        `/providers/${charity(10)}/statement?year=2025-26`,
      ),
    ],
  },
  {
    ...{ of: 'funder', who: 'Funder', person: 'oskar' },
    steps: [
      at(
        'See what your programme has given',
        'Instalment by instalment, to the events behind the sum.',
        `/funds/${growth}/postings?figure=Contributions%20of%20the%20programme&add=account(cash:income:contribution)source(programme)`,
      ),
      at(
        'See what was spent of it',
        'Each payment of your money, to whom and for what.',
        `/funds/${growth}/postings?figure=Spent%20of%20the%20programme&add=account(cash:expenditure)source(programme)`,
      ),
      at(
        'See what is published of it',
        'Its payments and awards; one is left out while its terms are confidential.',
        `/published/${growth}`,
      ),
    ],
  },
  {
    ...{ of: 'auditor', who: 'Auditor', person: 'priya' },
    steps: [
      at(
        'Search what happened',
        'Who recorded it, in which fund, how much, when it took effect and when it was recorded.',
        '/audit',
      ),
      at(
        'Run the test for late items',
        'An invoice of March 2025 that came in June, and the month in which it counts.',
        '/audit/tests/late-items',
      ),
      at(
        'Draw a sample',
        'The same seed draws the same payments, whoever draws them.',
        `/audit/sample?fund=${betterCare}&seed=1&size=10`,
      ),
      at(
        'Compare before and after a year was opened again',
        'Line by line, each difference with the events that made it.',
        `/audit/compare?fund=${betterCare}&from=2025-09-01&to=2025-09-30`,
      ),
      at(
        'Lay a bank’s statement beside the cash book',
        'One quarter is signed off, one month is not done: what nobody has matched stands with its age.',
        `/funds/${growth}/reconciliation`,
      ),
      at(
        'Take home all that is needed to check a signed account',
        'One file, which anybody’s tools can verify without us.',
        `/funds/${betterCare}/statements/account-2024-25-restated/evidence`,
      ),
      at(
        'Look for one start that two grants claimed',
        'Paid by what comes of it: the second claim for the same person was kept, and not paid.',
        '/audit?type=DoubleFundingFound',
      ),
      at(
        'See who took over a contract, and by which deed',
        'What had been paid stays with whom it was paid to.',
        '/audit?type=ContractNovated',
      ),
      at(
        'Walk through time',
        'One slider for what was known, one for what had happened.',
        `/audit/replay?fund=${steadyGround}`,
      ),
    ],
  },
  {
    ...{ of: 'administrator', who: 'Administrator', person: 'nadia' },
    steps: [
      at(
        'See who may sign in',
        'Names stand in a directory, and in no event: there they can be changed or removed.',
        '/people',
      ),
      at(
        'Look at an appointment',
        'For which body and in which office somebody acts, since when and by whose word.',
        '/people/samir',
      ),
      at('Add somebody', 'They see nothing before they are appointed.', '/add-person'),
    ],
  },
  {
    ...{ of: 'public', who: 'Anybody', person: null },
    steps: [
      at(
        'See what is published',
        'Payments, awards and totals of three funds, with what is withheld and why.',
        '/published',
      ),
      at(
        'See what is invested in the place',
        'All that is published of it, added up by year, area and kind of recipient.',
        '/published/ecosystem',
      ),
      at(
        'Look for one organisation',
        'What a small charity was paid, line by line.',
        `/published/${growth}?words=kitchen`,
      ),
      at(
        'Check that nothing is changed',
        'What has been signed of the log, and what to keep of it to find out later.',
        '/log',
      ),
      at(
        'Read how to ask for more',
        'The API, described for people and for machines.',
        '/api/docs',
      ),
    ],
  },
];
