import { ConsumptionPoint } from '../consumption-points/consumption-point.entity';
import { Customer, CustomerEmail } from '../customers/customer.entity';
import {
  Invoice,
  InvoiceContent,
  InvoiceCorrection,
  InvoicePoint,
  InvoiceSource,
} from '../invoices/invoice.entity';

/** Every table TypeORM knows. */
export const ENTITIES = [
  Customer,
  CustomerEmail,
  ConsumptionPoint,
  Invoice,
  InvoiceContent,
  InvoicePoint,
  InvoiceCorrection,
  InvoiceSource,
];
