/*
 * Where a package of the module lies.
 */
#ifndef CORE_ANALYSIS_PACKAGE_FOLDER_H
#define CORE_ANALYSIS_PACKAGE_FOLDER_H

/* The package's folder below the module's root, a part of `package`; "" is
 * the root itself, NULL a package of another module or an unknown one. */
const char *package_folder(const char *module, const char *package);

#endif
