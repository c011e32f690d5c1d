package org.maplebridge.server.cases;

import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.Optional;

/**
 * A case as it lies in its table.
 *
 * @param number the number people quote
 */
public record CaseRow(
    String id,
    String platformNumber,
    String number,
    String title,
    String category,
    CaseStatus status,
    String facts,
    String demand,
    Optional<BigDecimal> amountYuan,
    String orgCode,
    String orgName,
    OffsetDateTime registeredAt) {

  static final String SELECT =
      """
      select d.id, d.platform_number, n.display as number, d.title, d.category, d.status, d.facts,
        d.demand, d.amount_yuan, d.org_code, o.name as org_name, d.registered_at
      from dispute d
      join org_unit o on o.code = d.org_code
      join case_number n on n.case_id = d.id and n.role = 'PRIMARY'
      """;
}
