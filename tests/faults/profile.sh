#!/bin/sh
# Writes a pprof profile of one sample, of which one part may be damaged. Each
# part is a protobuf message as printf's octal escapes.
#
# shellcheck disable=SC2059 # the parts are formats, on purpose

# tag and length, then the fields
sample='\022\004\010\001\020\005'                         # location 1, value 5
location='\042\010\010\001\042\004\010\001\020\003'       # 1: function 1, line 3
function='\052\010\010\001\020\003\030\003\040\004'       # 1: "main.f", "main.go"
sample_type='\012\004\010\001\020\002'                    # "samples", "count"
strings='\062\000\062\007samples\062\005count\062\006main.f\062\007main.go'

good_profile() {
    printf "$sample_type$sample$location$function$strings"
}
profile_of() { # PART...
    for part in "$@"; do printf "$part"; done
}
