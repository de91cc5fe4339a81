package org.s2slab.exchange.organization;

import static org.s2slab.exchange.organization.ExchangeCmdlets.CMDLETS;

import io.vertx.core.Future;
import java.util.List;
import org.s2slab.management.Cmdlet;
import org.s2slab.management.CmdletArguments;
import org.s2slab.management.CmdletObject;
import org.s2slab.management.CmdletOutput;
import org.s2slab.management.ObjectCmdlets;
import org.s2slab.refusal.Refusal;
import org.s2slab.store.NamedTable;

/** The cmdlets New-, Get- and Remove-ManagedFolder for the definitions of managed custom folders. */
public record ManagedFolderCmdlets(NamedTable<ManagedFolder> folders) {
    public List<Cmdlet> all() {
        return List.of(
                CMDLETS.cmdlet("New-ManagedFolder", this::create),
                objects().get(),
                objects().remove(folder -> folders.remove(folder.name())));
    }

    private ObjectCmdlets<ManagedFolder> objects() {
        return new ObjectCmdlets<>(
                ExchangeCmdlets.kind("ManagedFolder", "managed folder"),
                folders::all,
                ManagedFolder::name,
                ManagedFolderCmdlets::object);
    }

    private Future<CmdletOutput> create(CmdletArguments given) {
        String name = given.text("Name");
        objects().requireFree(name);
        String folderName = given.optionalText("FolderName").orElse(name);
        if (folderName.isBlank()) {
            throw Refusal.invalid("FolderName: '" + folderName + "' is no name of a folder");
        }
        ManagedFolder folder = new ManagedFolder(
                name,
                folderName,
                given.optionalText("Comment").orElse(""),
                given.flag("MustDisplayCommentEnabled", false));
        return objects().shownAfter(given, () -> folders.put(folder), name);
    }

    private static CmdletObject object(ManagedFolder folder) {
        return CmdletObject.empty()
                .with("FolderType", "ManagedCustomFolder")
                .with("FolderName", folder.folderName())
                .with("Comment", folder.comment())
                .with("MustDisplayCommentEnabled", folder.mustDisplayComment())
                .with("Name", folder.name())
                .with("Identity", folder.name())
                .with("Guid", folder.id());
    }
}
