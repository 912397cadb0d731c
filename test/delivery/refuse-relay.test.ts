import { describe, expect, it } from 'vitest';
import { refuseDeadLinks, refuseRealRelay } from '../../src/delivery/refuse-relay.ts';

const RELAY = 'smtp://relay.waterlijn.example:25';

describe('a mail server', () => {
  it.each(['', 'smtp://localhost:2525', 'smtp://127.3.4.5', 'smtp://[::1]:25'])(
    'of a virtual clock may be %j: nothing leaves this machine',
    (url) => expect(() => refuseRealRelay(url)).not.toThrow(),
  );

  it('of a virtual clock is refused by its name when it is a real one', () => {
    expect(() => refuseRealRelay(RELAY)).toThrow('names relay.waterlijn.example');
  });

  it.each(['http://druppel.waterlijn.example', 'https://localhost:3000', 'http://127.0.0.1:3000'])(
    'gets no links to %s, which no employee can open safely',
    (publicUrl) => {
      expect(() => refuseDeadLinks({ smtpUrl: RELAY, publicUrl })).toThrow(publicUrl);
      expect(() => refuseDeadLinks({ smtpUrl: '', publicUrl })).not.toThrow();
    },
  );

  it('gets links to a page with TLS', () => {
    const publicUrl = 'https://druppel.waterlijn.example';
    expect(() => refuseDeadLinks({ smtpUrl: RELAY, publicUrl })).not.toThrow();
  });
});
