/*
 * Logarithm and exponential with the rounding of Go's math.Log and math.Exp
 * on amd64 with FMA. The C library's are as precise but differ in the last
 * bit, and benchstat prints every bit in its CSV.
 */
#ifndef CORE_STATS_GO_MATH_H
#define CORE_STATS_GO_MATH_H

double go_log(double x);
double go_exp(double x);

#endif
