/** Content of a receipt as plain data, as for the printed invoice. */
export interface PrintedReceipt {
  orderId: string;
  /** The operator's own number of the transaction. */
  remoteId: string;
  /** Grosze. */
  amount: number;
  /** On a clock in Poland: 2026-03-15 12:00:00. */
  paidAt: string;
  /** In words: "BLIK". */
  channel: string;
  seller: { name: string; nip: string; address: string[]; colour: string };
  buyer: { name: string; number: string };
  items: { number: string; amount: number }[];
}
