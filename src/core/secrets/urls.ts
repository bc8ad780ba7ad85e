import type { SecretShape } from './shape.ts';

/** Credentials within URLs, and URLs that are credentials. */
export const urlShapes: readonly SecretShape[] = [
  {
    // https://user:pa/ss@w@host: to the last at sign; a port is no password
    id: 'url-password',
    pattern:
      /((?:\b[A-Za-z][A-Za-z0-9+.-]{0,30}:|(?<=[\s"'=(]|^))\/\/[^\s:/@"'<>?#]{0,100}(?:@[^\s:/@"'<>?#]{1,100})?:)(?!\d{1,5}(?:[/?#\s"',)]|$))(?!\[secret\]@)[^\s"'<>]{1,400}@/gm,
    replacement: '$1[secret]@',
    only: /\/\//,
    samples: [
      ['smtp://mailer:s3cret@smtp.contoso.com:587', 's3cret'],
      ['https://mailer:ab/s3cret@smtp.contoso.com', 's3cret'],
      ['amqp://mailer:a@s3cret@mq01', 's3cret'],
      ['https://mailer@contoso.com:s3cret@smtp.contoso.com', 's3cret'],
      ['//mailer:s3cret@smtp01/', 's3cret'],
    ],
    not: ['https://host:8443/path', 'https://10.0.0.1:6443/api?x=1'],
    source: 'RFC 3986 §3.2.1',
  },
  {
    id: 'url-token',
    pattern:
      /(\b[A-Za-z][A-Za-z0-9+.-]{0,30}:\/\/)(?!\[)(?=[^\s:/@"'<>?#]{0,199}\d)[^\s:/@"'<>?#]{16,200}(:[^\s/@"'<>?#]{1,100})?@/g,
    replacement: '$1[secret]$2@',
    only: /:\/\//,
    samples: [
      ['https://0123456789abcdef0123@sentry.example.com/1', '0123456789abcdef'],
      ['https://abcdef0123456789abcd:x-oauth-basic@github.com/x', 'abcdef0123456789'],
    ],
    not: ['https://user@host/', 'https://host.example.com/a@b'],
    source: 'RFC 3986 §3.2.1; DSNs',
  },
  {
    // mailer:s3cret@smtp.contoso.com:25, without a scheme
    id: 'login-at-host',
    pattern:
      /(?<![\w./-])([\w.-]{1,64}:)(?!\[|\/\/)[^\s@"'<>]{1,100}@(?!sha(?:256|512):)(?=[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){0,8}:\d)/g,
    replacement: '$1[secret]@',
    only: /@/,
    samples: [['mailer:s3cret@smtp.contoso.com:25', 's3cret']],
    not: ['at 10:15 mail', 'image nginx:1.27@sha256:9ab3c0, registry:5000/app@sha256:1f'],
    source: 'relay settings of mailers',
  },
  {
    // mailer:s3cretX@smtp01: without dot and port, where it looks like no name
    id: 'login-at-name',
    pattern:
      /(?<![\w./@-])([A-Za-z][\w.-]{0,63}:)(?!\[|\/\/)(?=[^\s@]{0,99}\d)(?=[^\s@]{0,99}[a-z])(?=[^\s@]{0,99}[A-Z])[^\s@"'<>:,;]{6,100}@(?!sha(?:256|512):)(?=[A-Za-z][\w-]{0,62}(?:[\s"',;/)]|$))/gm,
    replacement: '$1[secret]@',
    only: /@/,
    samples: [['mailer:s3cretXY@smtp01', 's3cretXY']],
    not: ['image nginx:1.27@node', 'image app:Release2@sha256:9ab3c0'],
    source: 'relay settings of mailers',
  },
  {
    // scott/tiger@//db:1521/x, without a word before it
    id: 'oracle-connect',
    pattern:
      /(?<![\w./:@-])([A-Za-z][\w$#]{0,29}\/)(?!\[)[^\s/@"'<>]{3,60}@(?=(?:\/\/)?[A-Za-z0-9][\w.-]{0,253}:\d{2,5}[:/]\w)/g,
    replacement: '$1[secret]@',
    only: /@/,
    samples: [['scott/hunter22@//db:1521/x', 'hunter22']],
    not: ['a/b@c'],
    source: 'Oracle Net Services Administrator Guide, Easy Connect',
  },
  {
    // scott/tiger@db of Oracle
    id: 'oracle-login',
    pattern:
      /((?:jdbc:oracle:(?:thin|oci\d?):|\bsqlplus\s{1,3}(?:-\w{1,10}\s{1,3}){0,4})[^\s/@:"']{1,100}\/)(?!\[|\/)[^\s@"']{1,200}@/g,
    replacement: '$1[secret]@',
    only: /oracle|sqlplus/,
    samples: [['jdbc:oracle:thin:scott/hunter22@//db:1521/x', 'hunter22']],
    not: ['jdbc:oracle:thin:@//db:1521/x'],
    source: 'Oracle JDBC developer guide, URL syntax',
  },
  {
    // Signatures of presigned URLs: SAS, S3, CloudFront, Google; tokens of OAuth and of links in mails
    id: 'signed-url',
    pattern:
      /([?&;](?:sig|signature|x-amz-signature|x-amz-credential|x-amz-security-token|x-goog-signature|x-goog-credential|key-pair-id|access_?token|id_?token|refresh_?token|code|code_verifier|key|token|auth|authkey|apikey|api[_-]key|session_?id|sid|ticket|assertion|samlresponse|jwt|hmac|otp|pass|pwd)=)(?!\[)[^&\s"'<>]{3,4000}/gi,
    replacement: '$1[secret]',
    only: /[?&;]\w[\w-]{1,30}=/,
    samples: [
      ['https://a.blob.core.windows.net/c?sv=2024&sig=abc%2Bdef123%3D', 'abc%2Bdef'],
      ['https://x/y?a=1&X-Amz-Signature=0123abcd', '0123abcd'],
      ['GET /x?sessionid=0123abcd HTTP/1.1', '0123abcd'],
    ],
    not: ['https://x/y?page=2&size=30', 'a?signed=yes'],
    source: 'Azure SAS tokens, AWS SigV4 query string, RFC 6749 §4',
  },
  {
    // The same fields in the body of a form
    id: 'form-field',
    pattern:
      /((?:^|[\s"'&?])(?:code|assertion|client_assertion|samlresponse|code_verifier|otp|sig)=)(?!\[)(?=[^&\s"'<>]{0,400}\d)(?=[^&\s"'<>]{0,400}[A-Za-z])[^&\s"'<>]{10,4000}/gim,
    replacement: '$1[secret]',
    only: /(?:code|assertion|response|verifier|otp|sig)=/i,
    samples: [
      ['code=abcDEF0123456&state=x', 'abcDEF0123'],
      ['SAMLResponse=abcDEF0123456', 'abcDEF0123'],
    ],
    not: ['code=550', 'smtp code=5.7.1', 'code=ECONNREFUSED'],
    source: 'RFC 6749 §4, SAML 2.0 bindings §3.5',
  },
  {
    // user=anna&p=…: a parameter of one letter behind one that names somebody
    id: 'form-letter',
    pattern: /(\b(?:u|user|username|login|email)=[^&\s"'<>]{1,200}&(?:p|pw)=)(?!\[)[^&\s"'<>]{3,400}/gi,
    replacement: '$1[secret]',
    only: /&p/i,
    samples: [['u=anna&p=hunter22', 'hunter22']],
    not: ['u=1&page=2'],
    source: 'InfluxDB 1.x HTTP API, forms',
  },
  {
    // The path of a webhook is its password
    id: 'webhook',
    pattern:
      /((?:hooks\.slack(?:-gov)?\.com\/(?:services|workflows|triggers)|(?:ptb\.|canary\.)?discord(?:app)?\.com\/api(?:\/v\d{1,2})?\/webhooks|[\w-]{1,60}\.webhook\.office\.com\/webhookb2|outlook\.office(?:365)?\.com\/webhook(?:b2)?|hooks\.zapier\.com\/hooks\/catch|maker\.ifttt\.com\/trigger|[\w.-]{1,60}\.(?:logic\.azure|powerplatform)\.com(?::\d{1,5})?|events\.pagerduty\.com\/integration|api\.telegram\.org|webhook\.site|hc-ping\.com|api\.opsgenie\.com|open\.(?:feishu\.cn|larksuite\.com)\/open-apis\/bot\/v2\/hook|alert\.victorops\.com\/integrations|hook\.[\w.]{1,20}\.make\.com|outlook\.live\.com\/webhook)\/)(?!\[)[^\s"'<>)\]]{3,2000}/gi,
    replacement: '$1[secret]',
    only: /hook|discord|zapier|ifttt|azure|powerplatform|pagerduty|telegram|hc-ping|opsgenie/i,
    samples: [
      ['https://hooks.slack.com/services/T000/B000/abcdEFGH', 'abcdEFGH'],
      ['POST hooks.slack.com/services/T000/B000/abcdEFGH', 'abcdEFGH'],
      ['https://contoso.webhook.office.com/webhookb2/11-22@33/IncomingWebhook/44', '11-22@33'],
      ['https://discord.com/api/webhooks/123/abcDEF', 'abcDEF'],
    ],
    not: ['https://learn.microsoft.com/iis/', 'https://discord.com/channels/1'],
    source: 'the services pages on incoming webhooks',
  },
  {
    // Mattermost, Rocket.Chat, n8n and the like: a long word with a digit behind /hooks/
    id: 'webhook-path',
    pattern:
      /(https?:\/\/[^\s/"'<>]{1,253}\/(?:hooks?|webhooks?)\/)(?=[A-Za-z_/-]{0,200}\d|[a-z]{26}(?![\w/-]))[A-Za-z0-9_/-]{20,400}/gi,
    replacement: '$1[secret]',
    only: /hook/i,
    samples: [
      ['https://chat.contoso.com/hooks/abcdefgh0123456789abcdefgh', 'abcdefgh0123'],
      ['https://chat.contoso.com/hooks/abcdefghijklmnopqrstuvwxyz', 'abcdefghij'],
    ],
    not: ['https://vpa.kube-system.svc/webhook/validate', 'https://x/hooks/list?page=1'],
    source: 'Mattermost and Rocket.Chat pages on incoming webhooks',
  },
];
