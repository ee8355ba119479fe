import { SoonPage } from './SoonPage';

export function ContactPage() {
  return <SoonPage screen="contact" />;
}
