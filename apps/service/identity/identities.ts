/** Who asks, as far as it is known before sign-in exists: chosen freely, on this machine only. */
export interface Identity {
  readonly id: string;
  readonly name: string;
  readonly organisation: string;
  /** The office or delegation on which this person decides. */
  readonly authority: string;
  /** What the office is called in the organisation's scheme of delegation. */
  readonly office: string;
  readonly kind: 'commissioner' | 'provider' | 'auditor';
}

/** People of the example place. */
export const exampleIdentities: readonly Identity[] = [
  {
    id: 'amina',
    name: 'Amina Clarke, pooled fund manager',
    organisation: 'GB-LAE-NMR',
    authority: 'Pooled fund manager, Northmoor Wellbeing and Work agreement',
    office: 'pooled-fund-manager',
    kind: 'commissioner',
  },
  {
    id: 'owen',
    name: 'Owen Price, head of adult commissioning',
    organisation: 'GB-LAE-NMR',
    authority: 'Head of adult commissioning, Northmoor Council scheme of delegation',
    office: 'head-of-service',
    kind: 'commissioner',
  },
  {
    id: 'rosalind',
    name: 'Rosalind Hart, director of communities',
    organisation: 'GB-LAE-NMR',
    authority: 'Director of communities, Northmoor Council scheme of delegation',
    office: 'director',
    kind: 'commissioner',
  },
  {
    id: 'tomasz',
    name: 'Tomasz Field, head of integrated commissioning',
    organisation: 'GB-NHS-QMR',
    authority: 'Head of integrated commissioning, Moorland ICB scheme of delegation',
    office: 'head-of-commissioning',
    kind: 'commissioner',
  },
  {
    id: 'grace',
    name: 'Grace Odell, finance lead at Harbour Lights',
    organisation: 'GB-COH-19990001',
    authority: 'Finance lead',
    office: 'finance-lead',
    kind: 'provider',
  },
  {
    id: 'priya',
    name: 'Priya Nair, appointed auditor',
    organisation: 'GB-COH-19990009',
    authority: 'Appointed auditor of the fund',
    office: 'appointed-auditor',
    kind: 'auditor',
  },
];

/** The cookie by which pages know who has been chosen on the start page. */
export const identityCookie = 'purse-identity';
