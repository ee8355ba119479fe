import { readConfig } from '../config';
import { PRODUCTION } from '../../testing/api';

const OPERATOR = { SMS_URL: 'https://api.smsapi.pl', SMS_TOKEN: 'x' };

describe('the settings of SMS', () => {
  it.each([
    [{ SMS_URL: 'smsapi' }, 'SMS_URL must be file:FOLDER or the address of SMSAPI'],
    [{ SMS_URL: 'http://127.0.0.1:1' }, 'SMS_TOKEN is needed with the address of an operator in SMS_URL'],
    [{ SMS_COUNTRIES: 'PL' }, 'SMS_COUNTRIES must be calling codes such as 48,380'],
    [{ SMS_DAILY_LIMIT: '-1' }, 'SMS_DAILY_LIMIT must be at least 0'],
    [{ SMS_FROM: 'A name too long' }, 'SMS_FROM must be a sender name of at most eleven letters'],
    [{ SMS_STATUS_SECRET: 'short' }, 'SMS_STATUS_SECRET must be 16 to 64 letters and digits'],
    [OPERATOR, 'NODE_ENV must be set, because SMS_URL is'],
    [{ ...PRODUCTION, ...OPERATOR, SMS_URL: 'http://api.smsapi.pl' }, 'SMS_URL must be https in production'],
  ])('%j stop the start: %s', (env, sentence) => {
    expect(() => readConfig(env)).toThrow(sentence);
  });

  it('make a folder of SMS while developing, and no SMS in production until it names an operator', () => {
    expect(readConfig({}).smsUrl).toMatch(/^file:\/.+\/var\/outbox$/);
    expect(readConfig(PRODUCTION).smsUrl).toBeNull();
    expect(readConfig({ ...PRODUCTION, ...OPERATOR }).smsUrl).toBe(OPERATOR.SMS_URL);
    expect(readConfig({ SMS_COUNTRIES: '48, 380' }).smsCountries).toEqual(['48', '380']);
  });
});
