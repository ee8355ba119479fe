import { SoonPage } from './SoonPage';

export function MessagesPage() {
  return <SoonPage screen="messages" />;
}
