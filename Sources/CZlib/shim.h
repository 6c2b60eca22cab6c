// The part of zlib that Winnow calls: inflating gzip streams.
#ifndef WINNOW_CZLIB_SHIM_H
#define WINNOW_CZLIB_SHIM_H

#include <zlib.h>

#endif
