package org.s2slab.client;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;

/** What a partner answered to a call it accepted the credential of: any status but 401 and 403. */
public record PartnerResponse(int status, MultiMap headers, Buffer body) {}
