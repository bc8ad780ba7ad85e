import { type ReplyRow, replies, vague } from './reply-row.ts';

/** What servers and systems say in Chinese and Japanese; only beside a code or a library that failed. */
// biome-ignore format: a table, a row a line
export const eastAsian: readonly ReplyRow[] = vague(replies('', [
  ['limit-japanese', /送信(?:数|件数|制限|上限).{0,40}(?:超|達)|(?:上限|制限).{0,20}(?:超え|達し)/, 'throttle-rate', 'T', 'slow', 'LOCAL', ['550 送信件数の上限を超えました']],
  ['limit-chinese', /(?:发送|发信|连接|請求|频率|頻率).{0,20}(?:超过|超過|超出|过于频繁|過於頻繁|受限|限制)|(?:超过|超出).{0,12}(?:限制|上限)/, 'throttle-rate', 'T', 'slow', 'LOCAL', ['550 发送频率过于频繁', '450 邮件数超出每小时限制']],
  ['recipient-japanese', /(?:宛先|ユーザー?|メールアドレス|受信者).{0,60}(?:見つかり|存在し|不明|無効)/, 'recipient', 'P?', '-', 'LOCAL', ['550 宛先のメールアドレスが見つかりません']],
  ['recipient-chinese', /(?:收件人|用户|用戶|邮箱|郵箱|地址).{0,30}(?:不存在|无效|無效|未找到|找不到)/, 'recipient', 'P?', '-', 'LOCAL', ['550 收件人不存在', '550 用户 reader 不存在']],
  ['login-chinese', /用户名或密码|密码错误|授权码|身份验证失败|认证失败/, 'auth', 'P', 'no', 'LOCAL', ['550 用户名或密码错误', '550 身份验证失败']],
  ['login-japanese', /認証に失敗|認証エラー/, 'auth', 'P', 'no', 'LOCAL', ['550 認証に失敗しました']],
  ['refused-east-asian', /连接被拒绝|积极拒绝|接続(?:を|が)拒否/, 'network', 'T', 'later', 'LOCAL', ['由于目标计算机积极拒绝，无法连接。', '接続を拒否されました']],
  ['time-out-east-asian', /连接超时|操作超时|タイムアウト/, 'network', 'T', 'later', 'LOCAL', ['操作超时。', 'タイムアウトしました']],
  ['no-such-host-east-asian', /不知道这样的主机|无法解析|そのようなホストは不明/, 'dns-routing', 'T?', '-', 'LOCAL', ['不知道这样的主机。', 'そのようなホストは不明です。']],
]));
