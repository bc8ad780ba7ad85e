import { anyCase, type Names } from './names.ts';
import type { SecretShape } from './shape.ts';

const schemes: Names = 'bearer|basic|digest|negotiate|ntlm|oauth|apikey|splunk|genie[Kk]ey|shared[Kk]ey(?:[Ll]ite)?';

/** Credentials in headers of HTTP and the like, logged as text, JSON or curl's words. */
export const headerShapes: readonly SecretShape[] = [
  {
    id: 'authorization-header',
    pattern:
      /((?:proxy-|x-)?authorization(?:-auxiliary)?(?:\\{0,7}["'])?\s{0,3}(?:[:=]|%3[AD])[ \t]{0,3}(?:\[(?=\\{0,7}["']))?(?:\\{0,7}["'])?)(?!(?:none|null|true|false|refused|denied|required|failed)(?:["\s,;]|$)|(?:[A-Za-z][\w-]{1,20}[ \t]{1,4})?\[)(?:[A-Za-z][\w-]{1,30}[ \t]{1,4}[\w-]{1,40}=(?:\\{0,7}"[^"\r\n]{0,1000}"|[^\s,"'\\]{1,1000})(?:[ ,]{1,4}[\w-]{1,40}=(?:\\{0,7}"[^"\r\n]{0,1000}"|[^\s,"'\\]{1,1000})){0,39}|((?:(?:bearer|basic|token|digest|negotiate|ntlm|oauth|api-?key|apitoken|key|splunk|shared-?key(?:lite)?|sharedaccesssignature|geniekey|hmac|aws|bot|jwt|session|kerberos|ssws|pveapitoken|snowflake|scram-[\w-]{1,12})(?:[ \t]{1,4}|%20|=(?=[^\s=])))?)(?!\[)[^\s"',;\\][^\r\n"'\\]{2,4000})/gi,
    replacement: '$1$2[secret]',
    only: /authorization/i,
    samples: [
      ['Authorization: Bearer abcdef0123456789', 'abcdef0123456789'],
      ['authorization: digest username="u", response="0123abcd"', '0123abcd'],
      ['"Authorization": "Basic Ym9iOmh1bnRlcg=="', 'Ym9iOmh1'],
      ['{"authorization":["Bearer abcdef0123456"]}', 'abcdef0123456'],
      ['Authorization: abcdef012345 and more', 'abcdef012345'],
      ['Authorization: Hawk id="x", nonce="j4h3g2", mac="6R4rV5iE"', '6R4rV5iE'],
      ['{"Authorization":"Digest username=\\"u\\", response=\\"0123abcd\\""}', '0123abcd'],
      ['Authorization: AWS4-HMAC-SHA256 Credential=AKIA/x, Signature=0123abcd', '0123abcd'],
    ],
    not: [
      'the authorization was refused',
      '"authorization": "none"',
      'authorization:\n  mode: Webhook\n  webhook:\n    cacheAuthorizedTTL: 0s',
    ],
    source: 'RFC 9110 §11.6.2',
  },
  {
    id: 'scheme-and-token',
    pattern: new RegExp(
      String.raw`\b(${anyCase(schemes)})([ \t]{1,4})(?!SHA-?\d|sha-?\d)(?=[A-Za-z+/._~-]{0,400}(?:\d|=|[a-z][A-Z])|[A-Za-z]{24})[A-Za-z0-9+/._~-]{6,4000}={0,2}`,
      'g',
    ),
    replacement: '$1$2[secret]',
    samples: [
      ['curl -H "x: bearer abcdef0123456789"', 'abcdef01'],
      ['BASIC Ym9iOmh1bnRlcg==', 'Ym9iOmh1'],
    ],
    not: [
      'Basic authentication is disabled',
      'bearer token expired',
      'Digest sha256:0123456789abcdef',
      'digest SHA256',
      'AUTH NTLM\n250-8BITMIME',
    ],
    source: 'RFC 6750 §2.1, RFC 7617',
  },
  {
    id: 'key-header',
    pattern:
      /\b((?:x-)?(?:api|auth|access|functions|amz-security|vault|consul|goog-api|ms-client|gitlab|private|job|deploy|shopify-access|postmark-server|postmark-account|server|subscription|ocp-apim-subscription|csrf|xsrf|request-verification|dd-api|dd-application|session|user|plex|emby|figma|nomad|rundeck-auth|datadog-api|x-[\w-]{1,40}?)[_-]?(?:key|token|secret|(?<=-)auth)["']?\s{0,3}[:=][ \t]{0,3}["']?)(?!\[|[a-z]{1,12}(?:[\s.,;]|$))[^\s"',;<>]{4,4000}/gi,
    replacement: '$1[secret]',
    only: /key|token|secret|auth/i,
    samples: [
      ['X-Api-Key: abcDEF012345', 'abcDEF'],
      ['PRIVATE-TOKEN: abcDEF012345', 'abcDEF'],
      ['X-Registry-Auth: abcDEF012345', 'abcDEF'],
      ['x-contoso-copilot-key: abcDEF012345', 'abcDEF'],
    ],
    not: ['api key: missing', 'x-request-id: 0123abcd', 'X-MS-Exchange-Organization-AuthSource: mail01'],
    source: 'vendor headers by the common naming X-…-Key',
  },
  {
    id: 'vendor-header',
    pattern:
      /(\b(?:x-jfrog-art-api|aeg-sas-key|aeg-sas-token|x-ms-authorization-auxiliary|x-functions-clientid)["']?\s{0,3}[:=][ \t]{0,3}["']?)(?!\[)[^\s"',;<>]{4,4000}/gi,
    replacement: '$1[secret]',
    only: /x-|aeg-/i,
    samples: [
      ['X-JFrog-Art-Api: AKCp8abcDEF', 'AKCp8abc'],
      ['aeg-sas-key: abcDEF012345=', 'abcDEF'],
    ],
    not: ['aeg-event-type: Notification'],
    source: 'Artifactory REST API, Event Grid authentication',
  },
  {
    id: 'cookie',
    pattern: /(\b(?:set-)?cookie2?["']?\s{0,3}[:=][ \t]{0,3}["']?)(?![\s[])[^\r\n"'\\]{3,4000}/gi,
    replacement: '$1[secret]',
    only: /cookie/i,
    samples: [
      ['Set-Cookie: SID=31d4d96e407aad42; Path=/', '31d4d96e'],
      ['"cookie":"sid=31d4d96e"', '31d4d96e'],
    ],
    not: ['no cookie was set'],
    source: 'RFC 6265 §4',
  },
  {
    // Session cookies by the names that frameworks give them
    id: 'session-cookie',
    pattern:
      /(\b(?:JSESSIONID(?:SSO)?|PHPSESSID|ASP\.NET_SessionId|ASPSESSIONID[A-Z]{8}|connect\.sid|laravel_session|CFTOKEN|_session_id|express\.sid|session_token|MSISAuth\w{0,10}|MYSAPSSO2|LtpaToken2?|SMSESSION|csrftoken|XSRF-TOKEN|_gitlab_session|grafana_session(?:_expiry)?|KEYCLOAK_(?:IDENTITY|SESSION)|wordpress_logged_in_\w{1,40}|AWSALB\w{0,4}|FedAuth|X-BackEndCookie|cadata\w{0,10})|\.ASPXAUTH|\.AspNetCore\.[\w.]{1,60}|__(?:Host|Secure)-[\w.-]{1,60})(["']?\s{0,2}[:=]\s{0,2}["']?)(?!\[)[^\s"',;&]{6,4000}/g,
    replacement: '$1$2[secret]',
    samples: [
      ['JSESSIONID=31D4D96E407AAD42A1B2C3D4', '31D4D96E'],
      ['ASP.NET_SessionId=abcdefgh0123456789abcdef', 'abcdefgh0123'],
      ['MYSAPSSO2=AjExMDAgAA5wb3J0YWw6', 'AjExMDAg'],
      ['.AspNetCore.Identity.Application=CfDJ8abc0123', 'CfDJ8abc'],
    ],
    not: ['sessionid 4711', 'SessionId=08DC3F1A2B3C4D5E', '.AspNetCore.Hosting[1]'],
    source: 'Servlet 4.0 §7.1.1, PHP session.name, ASP.NET sessionState cookieName',
  },
];
