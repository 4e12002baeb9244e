/*
 * Student's t distribution. The degrees of freedom need not be whole;
 * infinite ones mean the normal distribution.
 */
#ifndef CORE_STATS_STUDENT_T_H
#define CORE_STATS_STUDENT_T_H

double student_t_upper_tail(double t, double degrees_of_freedom);
double student_t_two_sided(double t, double degrees_of_freedom);

/* t with P(T > t) = probability. */
double student_t_upper_quantile(double probability, double degrees_of_freedom);

#endif
