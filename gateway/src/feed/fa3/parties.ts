import type {
  InvoiceOtherParty,
  InvoiceParty,
  InvoicePartyRole,
  PrintedFacts,
} from '../../invoices/invoice.printed';
import { all, type Element, find, text } from './element';

/** `Rola` of `Podmiot3`, from 1 on. */
const ROLES = [
  'FACTOR',
  'RECIPIENT',
  'ORIGINAL_ENTITY',
  'ADDITIONAL_BUYER',
  'ISSUER',
  'PAYER',
  'LOCAL_GOVERNMENT_ISSUER',
  'LOCAL_GOVERNMENT_RECIPIENT',
  'VAT_GROUP_ISSUER',
  'VAT_GROUP_RECIPIENT',
  'EMPLOYEE',
] as const;
/** `RolaPU` of `PodmiotUpowazniony`, from 1 on. */
const AUTHORISED = ['ENFORCEMENT_AUTHORITY', 'BAILIFF', 'TAX_REPRESENTATIVE'] as const;

/** Whoever a `Podmiot` element describes, as printed. */
export function partyOf(element: Element | undefined): InvoiceParty {
  return {
    name: text(element, 'DaneIdentyfikacyjne', 'Nazwa') ?? '',
    identifier: identifierOf(find(element, 'DaneIdentyfikacyjne')),
    address: addressOf(find(element, 'Adres')),
  };
}

/** The seller, with the numbers a Polish invoice carries. */
export function sellerOf(root: Element): NonNullable<PrintedFacts['seller']> {
  const seller = find(root, 'Podmiot1');
  return {
    ...partyOf(seller),
    nip: text(seller, 'DaneIdentyfikacyjne', 'NIP') ?? '',
    regon: all(find(root, 'Stopka'), 'Rejestry').flatMap((one) => text(one, 'REGON') ?? [])[0] ?? null,
  };
}

/** Other parties in the document: recipients, payers, a factor, the issuer for the seller. */
export function otherPartiesOf(root: Element): InvoiceOtherParty[] {
  const third = all(root, 'Podmiot3').map((party) => ({
    ...partyOf(party),
    role: (ROLES[Number(text(party, 'Rola')) - 1] ?? 'OTHER') as InvoicePartyRole,
    roleDescription: text(party, 'OpisRoli') ?? null,
    share: text(party, 'Udzial') ?? null,
  }));
  const authorised = all(root, 'PodmiotUpowazniony').map((party) => ({
    ...partyOf(party),
    role: (AUTHORISED[Number(text(party, 'RolaPU')) - 1] ?? 'OTHER') as InvoicePartyRole,
    roleDescription: null,
    share: null,
  }));
  return [...third, ...authorised];
}

function identifierOf(data: Element | undefined): string | null {
  const said = (name: string) => text(data, name);
  const [nip, internal, european, other] = ['NIP', 'IDWew', 'NrVatUE', 'NrID'].map(said);
  if (nip) return `NIP ${nip}`;
  if (internal) return `NIP z identyfikatorem wewnętrznym ${internal}`;
  if (european) return `VAT UE ${said('KodUE') ?? ''}${european}`;
  return other ? ['Nr id.', said('KodKraju'), other].filter(Boolean).join(' ') : null;
}

function addressOf(address: Element | undefined): string[] {
  const country = text(address, 'KodKraju');
  return [text(address, 'AdresL1'), text(address, 'AdresL2'), country === 'PL' ? undefined : country].filter(
    (line) => line !== undefined,
  );
}
