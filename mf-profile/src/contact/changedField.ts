/** The address of the page. */
export const CONTACT = '/dane/kontakt';

/** What `?change=` of the page opens a form for. */
export const CHANGED_FIELDS = ['email', 'phone', 'address'] as const;
export type ChangedField = (typeof CHANGED_FIELDS)[number];

/** The same as requests name it. */
export const FIELD_OF_REQUEST = {
  email: 'EMAIL',
  phone: 'PHONE',
  address: 'CORRESPONDENCE_ADDRESS',
} as const satisfies Record<ChangedField, string>;
