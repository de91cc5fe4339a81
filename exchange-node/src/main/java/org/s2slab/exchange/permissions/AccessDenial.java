package org.s2slab.exchange.permissions;

import org.s2slab.exchange.responsecode.ResponseCode;

/** A refusal by the check of access rights. Operations never throw it. */
final class AccessDenial extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ResponseCode code;

    AccessDenial(ResponseCode code) {
        super(code.name(), null, false, false);
        this.code = code;
    }

    ResponseCode code() {
        return code;
    }
}
