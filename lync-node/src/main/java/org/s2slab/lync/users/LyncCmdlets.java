package org.s2slab.lync.users;

import java.util.List;
import java.util.function.Supplier;
import org.s2slab.management.CmdletNoun;
import org.s2slab.management.CmdletTable;

/** The common parts of Lync's cmdlets: their declarations, and the error texts for objects that do not exist. */
public final class LyncCmdlets {
    /** The declarations of the cmdlets of Lync. */
    public static final CmdletTable CMDLETS = CmdletTable.named("lync");

    private LyncCmdlets() {}

    /**
     * A kind of object with Lync's messages.
     *
     * @param noun its name in cmdlets, without Cs
     * @param names the names of the existing objects
     */
    public static CmdletNoun kind(String noun, Supplier<List<String>> names) {
        return new CmdletNoun(
                CMDLETS,
                "Cs" + noun,
                false,
                missing -> "Cannot find \"" + missing + "\" \"" + noun + "\" because it does not exist. There are: "
                        + names.get(),
                taken -> "\"" + taken + "\" \"" + noun + "\" already exists; Set-Cs" + noun + " changes it.");
    }
}
