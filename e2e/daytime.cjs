// Preloaded by a portal whose test waits for notifications: they don't leave at night, and tests run at any hour.
const HOUR = 3_600_000;
const hour = Number(
  new Intl.DateTimeFormat('en', { timeZone: 'Europe/Warsaw', hour: 'numeric', hourCycle: 'h23' }).format(),
);
if (hour < 10 || hour >= 20) {
  const now = Date.now.bind(Date);
  const ahead = ((36 - hour) % 24) * HOUR;
  globalThis.Date = class extends Date {
    constructor(...parts) {
      super(...(parts.length > 0 ? parts : [now() + ahead]));
    }
    static now() {
      return now() + ahead;
    }
  };
}
