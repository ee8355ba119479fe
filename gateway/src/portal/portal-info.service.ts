import { warsawDay } from '../calendar';
import { instant } from '../database/columns';
import type { Database } from '../database/database';
import type { Document } from '../documents/document.entity';
import { TERMS_VERSION, type DocumentService } from '../documents/document.service';

/** Information about the portal from the database, the same for every visitor. */
export interface PortalInfo {
  /** When billing data was last taken over completely. */
  dataAsOf: Date | null;
  /** The terms in force. */
  terms: Document;
}

export interface PortalInfoRow {
  dataAsOf: unknown;
  termsVersion: string | null;
  termsTitle: string | null;
  termsFrom: string | null;
  termsType: string | null;
}

/** Columns of a PortalInfoRow, where `d` is the row of the terms in force. */
export const PORTAL_INFO_COLUMNS =
  '(SELECT MAX(dataAsOf) FROM feeds) AS dataAsOf, d.version AS termsVersion, d.title AS termsTitle, d.validFrom AS termsFrom, d.mimeType AS termsType';
/** Their row, if there is one; the parameter is today. */
export const JOIN_TERMS = `LEFT JOIN document_versions d ON d.id = 'terms' AND d.version = (${TERMS_VERSION})`;

/** Reads them by one statement, or from the row of a larger statement. */
export class PortalInfoService {
  constructor(
    private readonly database: Database,
    private readonly documents: DocumentService,
    private readonly now: () => Date,
  ) {}

  async current(): Promise<PortalInfo> {
    const [row] = await this.database.query<PortalInfoRow>(
      `SELECT ${PORTAL_INFO_COLUMNS} FROM (SELECT 1 AS one) always ${JOIN_TERMS}`,
      [warsawDay(this.now())],
    );
    return this.from(row!);
  }

  from({ dataAsOf, termsVersion, termsTitle, termsFrom, termsType }: PortalInfoRow): PortalInfo {
    return {
      dataAsOf: dataAsOf === null ? null : instant(dataAsOf),
      terms: this.documents.termsFrom({
        version: termsVersion,
        title: termsTitle,
        validFrom: termsFrom,
        mimeType: termsType,
      }),
    };
  }
}
