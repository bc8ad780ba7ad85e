import { expect, test } from 'vitest';
import { readText } from '../testing/read-text.ts';

test('deliveries of qmail-send count with what the other server said', async () => {
  const { failed, sent, inputs } = await readText(
    [
      '@40000000651a2b3c0d4e5f60 starting delivery 12: msg 4711 to remote bob@fabrikam.com',
      '@40000000651a2b3d0d4e5f60 delivery 12: failure: 192.0.2.8_does_not_like_recipient./Remote_host_said:_550_5.1.1_User_unknown/Giving_up_on_192.0.2.8./',
      '@40000000651a2b3e0d4e5f60 delivery 13: deferral: 192.0.2.7_does_not_like_recipient./Remote_host_said:_450_4.2.0_Greylisted/Giving_up_on_192.0.2.7./',
      "@40000000651a2b3f0d4e5f60 delivery 14: deferral: Sorry,_I_wasn't_able_to_establish_an_SMTP_connection._(#4.4.1)/",
      '@40000000651a2b400d4e5f60 delivery 15: success: 192.0.2.9_accepted_message./Remote_host_said:_250_ok_1/',
      '@40000000651a2b410d4e5f60 status: local 0/10 remote 0/20',
      '@40000000651a2b420d4e5f60 alert: cannot start: unable to read controls',
    ].join('\n'),
  );
  expect(failed).toMatchObject({ recipient: 1, greylist: 1, network: 1 });
  expect(sent).toBe(1);
  expect(inputs[0]).toMatchObject({ format: 'qmail', understood: 6, firstNotUnderstood: { line: 7 } });
});

test('a splogger line is qmail too', async () => {
  const { failed } = await readText(
    'Mar  2 08:30:09 mx qmail: 1772440209.123456 delivery 3: deferral: CNAME_lookup_failed_temporarily._(#4.4.3)/',
  );
  expect(failed).toMatchObject({ 'dns-routing': 1 });
});
