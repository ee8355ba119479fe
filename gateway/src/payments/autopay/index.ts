/** The operator's protocol: the parts that the gateway uses. */
export { hashOf, sameHash, type HashName } from './hash';
export { confirmation, isSigned, readItn, UnreadableItn, type Itn } from './itn';
export {
  AutopayOperator,
  keysOf,
  newOrderId,
  OperatorRejected,
  OperatorUnavailable,
  type Operator,
  type OperatorTransaction,
  type StartOrder,
} from './operator';
