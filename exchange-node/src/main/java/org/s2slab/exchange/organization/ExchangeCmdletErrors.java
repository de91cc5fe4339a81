package org.s2slab.exchange.organization;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.s2slab.management.CmdletParameter;
import org.s2slab.management.ObjectKind;
import org.s2slab.refusal.Refusal;
import org.s2slab.store.NameKey;

/** The error messages that Exchange's cmdlets share. */
public final class ExchangeCmdletErrors {
    /** The Identity of most Get- cmdlets. */
    public static final CmdletParameter ANY_NAME = CmdletParameter.optional(
            "Identity", CmdletParameter.Type.STRING, "A name. The character * matches any text.");

    private ExchangeCmdletErrors() {}

    /**
     * A kind of object with Exchange's messages.
     *
     * @param title the noun in the error message for a name that is in use
     * @param identity the properties by which Identity names an object
     */
    public static ObjectKind kind(String noun, String title, String identity) {
        return new ObjectKind(noun, identity, true, ExchangeCmdletErrors::missing, name -> taken(title, name));
    }

    public static Refusal notFound(String identity) {
        return Refusal.notFound(missing(identity));
    }

    private static String missing(String identity) {
        return "The operation couldn't be performed because object '" + identity + "' couldn't be found.";
    }

    public static Refusal exists(String title, String name) {
        return Refusal.conflict(taken(title, name));
    }

    private static String taken(String title, String name) {
        return "The " + title + " '" + name + "' already exists. Please choose another name.";
    }

    /** The GUID of a directory object: the same for the same distinguished name. */
    public static String guid(String distinguishedName) {
        return UUID.nameUUIDFromBytes(NameKey.of(distinguishedName).getBytes(StandardCharsets.UTF_8))
                .toString();
    }
}
