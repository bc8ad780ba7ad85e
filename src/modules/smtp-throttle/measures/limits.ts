/** What a provider documents for one sending mailbox or account; a missing number is not published. */
export interface SendingLimits {
  /** Submissions in flight at once. */
  readonly concurrent?: number;
  /** Messages in 60 seconds. */
  readonly perMinute?: number;
  /** Recipients in 24 hours. */
  readonly perDay?: number;
  readonly source: string;
}

/** Client submission to smtp.office365.com, per mailbox; ms.date 2025-06-21. */
export const m365Limits = {
  concurrent: 3,
  perMinute: 30,
  perDay: 10_000,
  source: 'https://learn.microsoft.com/exchange/troubleshoot/send-emails/smtp-submission-improvements',
} as const satisfies SendingLimits;

/** Microsoft Graph's Outlook service: four concurrent requests for an application and a mailbox. */
export const graphLimits = {
  concurrent: 4,
  source: 'https://learn.microsoft.com/graph/throttling-limits#outlook-service-limits',
} as const satisfies SendingLimits;

/** What to cap at: the limit where the mailbox is this program's alone, less where others share it. */
export const recommendedCap = { alone: 3, shared: 2 } as const;
