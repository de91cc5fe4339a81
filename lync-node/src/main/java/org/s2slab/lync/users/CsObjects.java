package org.s2slab.lync.users;

import static org.s2slab.management.CmdletParameter.Type.STRING;
import static org.s2slab.management.CmdletParameter.Type.SWITCH;
import static org.s2slab.management.CmdletParameter.optional;
import static org.s2slab.management.CmdletParameter.required;

import java.util.List;
import java.util.function.Supplier;
import org.s2slab.management.CmdletParameter;
import org.s2slab.management.ObjectKind;

/** The common parts of Lync's cmdlets: selection of objects, and the error texts for objects that do not exist. */
public final class CsObjects {
    public static final CmdletParameter LOCAL_STORE =
            optional("LocalStore", SWITCH, "Reads the local replica. The result is the same.");

    private CsObjects() {}

    /**
     * The parameters of a {@code Get-}: one object by Identity, or those that match a Filter.
     *
     * @param identity the help of Identity
     */
    public static CmdletParameter[] selection(String identity) {
        return new CmdletParameter[] {
            optional("Identity", STRING, identity).in("Identity"),
            required("Filter", STRING, "A name with *, which matches any text.").in("Filter"),
            LOCAL_STORE
        };
    }

    /**
     * A kind of object with Lync's messages.
     *
     * @param noun without Cs
     * @param identity what Identity contains
     * @param names of the existing objects
     */
    public static ObjectKind kind(String noun, String identity, Supplier<List<String>> names) {
        return new ObjectKind(
                "Cs" + noun,
                identity,
                false,
                missing -> "Cannot find \"" + missing + "\" \"" + noun + "\" because it does not exist. There are: "
                        + names.get(),
                taken -> "\"" + taken + "\" \"" + noun + "\" already exists; Set-Cs" + noun + " changes it.");
    }
}
