package org.s2slab.exchange.permissions;

import static org.s2slab.exchange.organization.ExchangeCmdlets.CMDLETS;

import io.vertx.core.Future;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.s2slab.exchange.accounts.FolderRights;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.accounts.PermissionLevel;
import org.s2slab.exchange.ids.DistinguishedFolder;
import org.s2slab.exchange.mailbox.FolderStore;
import org.s2slab.exchange.mailbox.MailFolder;
import org.s2slab.exchange.organization.ExchangeCmdlets;
import org.s2slab.management.Cmdlet;
import org.s2slab.management.CmdletArguments;
import org.s2slab.management.CmdletObject;
import org.s2slab.management.CmdletOutput;
import org.s2slab.refusal.Refusal;
import org.s2slab.store.ReadTransaction;

/** The cmdlets Add-, Get-, Set- and Remove-MailboxFolderPermission. */
public record FolderPermissionCmdlets(PermissionStore store, FolderStore folders) {
    /** The single rights with their flags, in the order of the product's documentation. */
    private static final Map<String, Integer> RIGHTS = new LinkedHashMap<>();

    static {
        RIGHTS.put("CreateItems", FolderRights.CREATE);
        RIGHTS.put("CreateSubfolders", FolderRights.CREATE_SUBFOLDER);
        RIGHTS.put("DeleteAllItems", FolderRights.DELETE_ANY);
        RIGHTS.put("DeleteOwnedItems", FolderRights.DELETE_OWNED);
        RIGHTS.put("EditAllItems", FolderRights.EDIT_ANY);
        RIGHTS.put("EditOwnedItems", FolderRights.EDIT_OWNED);
        RIGHTS.put("FolderContact", FolderRights.CONTACT);
        RIGHTS.put("FolderOwner", FolderRights.OWNER);
        RIGHTS.put("FolderVisible", FolderRights.VISIBLE);
        RIGHTS.put("ReadItems", FolderRights.READ_ANY);
    }

    /** A folder of a mailbox. */
    private record Place(Mailbox mailbox, MailFolder folder) {}

    public List<Cmdlet> all() {
        return List.of(
                CMDLETS.cmdlet("Add-MailboxFolderPermission", given -> change(given, false)),
                CMDLETS.cmdlet("Get-MailboxFolderPermission", this::get),
                CMDLETS.cmdlet("Set-MailboxFolderPermission", given -> change(given, true)),
                CMDLETS.cmdlet("Remove-MailboxFolderPermission", this::remove));
    }

    private Future<CmdletOutput> change(CmdletArguments given, boolean exists) {
        return put(given, exists, place -> rights(given.texts("AccessRights"), place.folder()));
    }

    private Future<CmdletOutput> remove(CmdletArguments given) {
        String member = member(given.text("User"));
        if (store.account(member).isEmpty()) {
            throw Refusal.invalid("User: '" + member + "' cannot be removed; set its AccessRights to None.");
        }
        return put(given, true, place -> null);
    }

    private Future<CmdletOutput> put(
            CmdletArguments given, boolean exists, Function<Place, @Nullable FolderRights> requested) {
        String member = member(given.text("User"));
        return store.database().write(tx -> {
            Place place = place(tx, given.text("Identity"));
            FolderRights rights = requested.apply(place);
            if (entries(tx, place, Optional.of(member)).isEmpty() == exists) {
                throw exists
                        ? absent(given)
                        : Refusal.conflict(
                                "An existing permission entry was found for user: " + given.text("User") + ".");
            }
            if (given.whatIf()) {
                return CmdletOutput.NOTHING;
            }
            store.put(tx, place.mailbox(), place.folder().key(), member, rights);
            return exists || rights == null
                    ? CmdletOutput.NOTHING
                    : CmdletOutput.of(shown(place, new FolderPermission(member, rights)));
        });
    }

    private Future<CmdletOutput> get(CmdletArguments given) {
        Optional<String> member = given.optionalText("User").map(this::member);
        return store.database().read(rx -> {
            Place place = place(rx, given.text("Identity"));
            List<FolderPermission> found = entries(rx, place, member);
            if (found.isEmpty()) {
                throw absent(given);
            }
            return CmdletOutput.of(
                    found.stream().map(entry -> shown(place, entry)).toList());
        });
    }

    private static Refusal absent(CmdletArguments given) {
        return Refusal.notFound("There is no existing permission entry found for user: " + given.text("User") + ".");
    }

    private List<FolderPermission> entries(ReadTransaction rx, Place place, Optional<String> member) {
        return store.of(rx, place.mailbox(), place.folder().key()).stream()
                .filter(entry -> member.map(entry.member()::equals).orElse(true))
                .toList();
    }

    private CmdletObject shown(Place place, FolderPermission entry) {
        String user = store.account(entry.member()).map(Mailbox::name).orElse(entry.member());
        return CmdletObject.empty()
                .with("FolderName", place.folder().name())
                .with("User", user)
                .with("AccessRights", names(entry.rights()))
                .with("Identity", user)
                .with("IsValid", true);
    }

    private static List<String> names(FolderRights rights) {
        return PermissionLevel.of(rights)
                .map(level -> List.of(level.cmdletName()))
                .orElseGet(() -> RIGHTS.entrySet().stream()
                        .filter(right -> rights.has(right.getValue()))
                        .map(Map.Entry::getKey)
                        .toList());
    }

    private static FolderRights rights(List<String> texts, MailFolder folder) {
        Optional<PermissionLevel> level = Arrays.stream(PermissionLevel.values())
                .filter(one -> texts.size() == 1 && one.cmdletName().equalsIgnoreCase(texts.get(0)))
                .findFirst();
        if (level.filter(PermissionLevel::isOfCalendarsOnly).isPresent() && !folder.isCalendar()) {
            throw Refusal.invalid("AccessRights: '" + texts.get(0) + "' is for calendar folders; '" + folder.name()
                    + "' is not a calendar.");
        }
        return level.map(PermissionLevel::rights)
                .orElseGet(() -> new FolderRights(texts.stream()
                        .mapToInt(text -> RIGHTS.entrySet().stream()
                                .filter(right -> right.getKey().equalsIgnoreCase(text))
                                .mapToInt(Map.Entry::getValue)
                                .findFirst()
                                .orElseThrow(() -> Refusal.invalid("AccessRights: '" + text + "', expected one of "
                                        + Arrays.stream(PermissionLevel.values())
                                                .map(PermissionLevel::cmdletName)
                                                .toList()
                                        + ", or a list of " + RIGHTS.keySet() + ".")))
                        .reduce(0, (one, other) -> one | other)));
    }

    private String member(String user) {
        return List.of(FolderPermission.DEFAULT, FolderPermission.ANONYMOUS).stream()
                .filter(user::equalsIgnoreCase)
                .findFirst()
                .orElseGet(() -> store.identified(user).id());
    }

    /**
     * The folder of an Identity. An Identity that names a mailbox without a path means the top folder of the mailbox.
     */
    private Place place(ReadTransaction rx, String identity) {
        int colon = identity.indexOf(":\\");
        Mailbox mailbox = store.identified(colon < 0 ? identity : identity.substring(0, colon));
        List<String> path = Arrays.stream((colon < 0 ? "" : identity.substring(colon + 2)).split("\\\\"))
                .filter(name -> !name.isBlank())
                .toList();
        List<MailFolder> all = folders.all(rx, mailbox);
        MailFolder here = MailFolder.of(DistinguishedFolder.MSGFOLDERROOT);
        for (String name : path) {
            String parent = here.key();
            here = all.stream()
                    .filter(folder ->
                            folder.parent().equals(parent) && folder.name().equalsIgnoreCase(name.strip()))
                    .findFirst()
                    .orElseThrow(() -> ExchangeCmdlets.notFound(identity));
        }
        return new Place(mailbox, here);
    }
}
