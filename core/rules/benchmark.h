/*
 * What the benchmark rules share: a decided gate as a finding.
 */
#ifndef CORE_RULES_BENCHMARK_H
#define CORE_RULES_BENCHMARK_H

#include "core/rules/rule.h"

bool benchmark_gate_is_time(const struct gate *gate);
bool benchmark_gate_is_allocation(const struct gate *gate);

/* The comparison that the gate judged, or NULL. */
const struct benchmark_row *benchmark_row_of(const struct rule_context *context,
                                             const struct gate *gate);

/* Reports the row as a regression; the place is found by attribution. */
struct finding *benchmark_report_row(const struct rule *rule,
                                     const struct rule_context *context,
                                     const struct benchmark_row *row);

/* Reports the gate; the place is found by attribution. */
struct finding *benchmark_report(const struct rule *rule,
                                 const struct rule_context *context,
                                 const struct gate *gate);

/* Reports what got better beyond chance, by as much as counts as growth, among
 * the gates that passed and are wanted. */
void benchmark_report_improvements(const struct rule *rule,
                                   const struct rule_context *context,
                                   bool (*is_wanted)(const struct gate *gate));

#endif
