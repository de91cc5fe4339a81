package org.s2slab.client;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;

/** A partner's response to a call whose credential it accepted: any status but 401 and 403. */
public record PartnerResponse(int status, MultiMap headers, Buffer body) {}
