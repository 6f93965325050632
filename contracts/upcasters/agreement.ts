import type { JsonObject } from '../envelope.js';
import type { Upcasters } from './upcaster.js';

/** Version 1 knew one way to share risk, both ways alike, and left unsaid what nobody had agreed. */
const proRata = { kind: 'pro-rata' };

/** Who bears an excess stood in the request, and what held for one fund held for all. */
const bearersAndFunds = ({ yearEnd, ...stated }: JsonObject): JsonObject => ({
  ...stated,
  yearEnd: { ...(yearEnd as JsonObject), excess: [] },
  settlementByFund: [],
});

/**
 * Each partner could be asked of moves alone; and of recodings, where one came to as much. A budget
 * that moves or changes its nature is a move, whatever command moves it.
 */
const movesDecidedTogether = ({ moves, ...stated }: JsonObject): JsonObject => {
  const { eachPartnerAbove: above } = moves as { readonly eachPartnerAbove: string | null };
  const decisions = ['virement', 'technical-virement', 'revenue-to-capital', 'recoding'];
  return { ...stated, eachPartnerDecides: above === null ? [] : [{ decisions, above }] };
};

export const agreementUpcasters: Upcasters = {
  AgreementSigned: [
    ({ riskShare: _, ...stated }: JsonObject): JsonObject => ({
      ...stated,
      version: 1,
      signedOn: null,
      poolManager: null,
      otherParties: [],
      aims: [],
      reviews: [],
      contributionsVary: null,
      noticeMonths: null,
      riskShare: {
        over: proRata,
        under: proRata,
        schemes: [],
        base: 'agreed-contributions',
        parties: [],
        aligned: false,
      },
      orderOfCover: [],
      yearEnd: { underspend: 'carried', retained: [] },
      signOffs: [],
      limitsByFund: [],
      subjectToBudgetIsCertain: false,
      moves: { eachPartnerAbove: null },
      wayOfWorking: 'local-led-pooling',
      leadAuthority: null,
    }),
    bearersAndFunds,
    movesDecidedTogether,
  ],
  AgreementVaried: [bearersAndFunds, movesDecidedTogether],
};
