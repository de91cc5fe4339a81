package org.s2slab.exchange;

import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.s2slab.management.CmdletOutput;
import org.s2slab.management.Parameters;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;

/** What all of Exchange's cmdlets say in the same words, and how they take an identity. */
final class CmdletWords {
    private CmdletWords() {}

    /** Does a change, or nothing under {@code -WhatIf}. */
    static Future<CmdletOutput> unlessWhatIf(Parameters parameters, Supplier<Future<CmdletOutput>> change) {
        return parameters.whatIf() ? Future.succeededFuture(CmdletOutput.NOTHING) : change.get();
    }

    static Refusal notFound(String identity) {
        return new Refusal(
                RefusalCode.NOT_FOUND,
                "The operation couldn't be performed because object '" + identity + "' couldn't be found.");
    }

    static Refusal exists(String kind, String name) {
        return new Refusal(
                RefusalCode.CONFLICT, "The " + kind + " '" + name + "' already exists. Please choose another name.");
    }

    static Refusal invalid(String detail) {
        return new Refusal(RefusalCode.PARAMETER_INVALID, detail);
    }

    /** Whether a name fits an identity in which {@code *} stands for any text; without case. */
    static boolean fits(String identity, String name) {
        String pattern = Pattern.quote(identity.toLowerCase(Locale.ROOT)).replace("*", "\\E.*\\Q");
        return Pattern.matches(pattern, name.toLowerCase(Locale.ROOT));
    }

    /** The GUID of a directory object: the same for the same distinguished name. */
    static String guid(String distinguishedName) {
        return UUID.nameUUIDFromBytes(distinguishedName.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8))
                .toString();
    }
}
