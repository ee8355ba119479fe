import type { EntityManager } from 'typeorm';
import { warsawDay } from '../calendar';
import type { Database } from '../database/database';
import { tableOf } from '../database/entity-columns';
import { SmsDay } from './sms.entity';

const DAYS = tableOf(SmsDay);

/** Bounds what SMS may cost a day, whoever makes the portal send them. */
export class DailyLimit {
  constructor(
    private readonly database: Database,
    private readonly now: () => Date,
    private readonly limit: number,
  ) {}

  /**
   * Takes from the day's budget, in the order given.
   * @returns those that fit
   */
  async take<S extends { parts: number }>(manager: EntityManager, sms: readonly S[]): Promise<S[]> {
    if (sms.length === 0) return [];
    const day = warsawDay(this.now());
    await this.database.rows.insertMissing(manager, DAYS, [{ day, parts: 0 }]);
    const [row] = await manager.query<{ parts: number }[]>(
      `SELECT parts FROM sms_days WHERE day = ? ${this.database.dialect.forUpdate}`,
      [day],
    );
    let left = this.limit - Number(row!.parts);
    const fitting = sms.filter(({ parts }) => {
      if (parts > left) return false;
      left -= parts;
      return true;
    });
    await manager.query('UPDATE sms_days SET parts = ? WHERE day = ?', [this.limit - left, day]);
    return fitting;
  }

  /** Parts that left today. */
  async used(): Promise<number> {
    const [row] = await this.database.query<{ parts: number }>('SELECT parts FROM sms_days WHERE day = ?', [
      warsawDay(this.now()),
    ]);
    return Number(row?.parts ?? 0);
  }
}
