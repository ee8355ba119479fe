export type {
  Fa3Address,
  Fa3Customer,
  Fa3Document,
  Fa3Invoice,
  Fa3Point,
  Fa3Result,
  Fa3Warning,
} from './document';
export { Fa3Reader } from './reader';
