import type { ConsentFragment, ConsentsQuery } from './generated/graphql';

export const KINDS = [
  'MARKETING_EMAIL',
  'MARKETING_SMS',
  'MARKETING_PHONE',
  'E_INVOICE',
  'PROFILING',
] as const;

export function consent(
  kind: ConsentFragment['kind'],
  change: Partial<ConsentFragment> = {},
): ConsentFragment {
  return {
    __typename: 'Consent',
    kind,
    granted: false,
    text: `Pełna treść zgody ${kind}.`,
    changedAt: null,
    history: [],
    ...change,
  };
}

export function change(granted: boolean, at: string, source = 'eBOK', text: string | null = null) {
  return { __typename: 'ConsentChange' as const, granted, at, source, text };
}

/** All kinds; those named differ from "never asked". */
export function consents(...some: ConsentFragment[]): ConsentFragment[] {
  return KINDS.map((kind) => some.find((one) => one.kind === kind) ?? consent(kind));
}

export function consentsAnswer(...some: ConsentFragment[]): ConsentsQuery {
  return {
    __typename: 'Query',
    customer: { __typename: 'Customer', id: 'c1', consents: consents(...some) },
  };
}
