package org.s2slab.exchange.items;

import static org.s2slab.ews.EwsNames.t;

import java.util.List;
import java.util.Optional;
import org.s2slab.config.Switches;
import org.s2slab.ews.EwsNames;
import org.s2slab.exchange.access.FolderIdResolver;
import org.s2slab.exchange.access.ItemStores;
import org.s2slab.exchange.access.MailboxTransaction;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.content.Item;
import org.s2slab.exchange.content.ItemContent;
import org.s2slab.exchange.content.ItemFlag;
import org.s2slab.exchange.content.ItemWithAttachments;
import org.s2slab.exchange.ews.EwsOperation;
import org.s2slab.exchange.ews.EwsPayload;
import org.s2slab.exchange.ids.DistinguishedFolder;
import org.s2slab.exchange.mailbox.DisposalType;
import org.s2slab.exchange.mailbox.FolderStore;
import org.s2slab.exchange.mailbox.MailFolder;
import org.s2slab.exchange.property.ItemKind;
import org.s2slab.exchange.property.MapiValueConverter;
import org.s2slab.exchange.responsecode.EwsError;
import org.s2slab.exchange.responsecode.ResponseCode;
import org.s2slab.exchange.values.IdElement;
import org.s2slab.xml.XmlElement;
import org.s2slab.xml.XmlNamespace;
import org.s2slab.xml.XmlWriter;

/**
 * The operations on user configuration objects (MS-OXWSUSRCFG): client settings, stored as associated items of class
 * IPM.Configuration in a folder.
 */
record UserConfigurationOperations(ItemStores stores) {
    private static final XmlNamespace INSTANCE = new XmlNamespace("xsi", "http://www.w3.org/2001/XMLSchema-instance");
    private static final String CLASS = "IPM.Configuration.";
    private static final List<String> PARTS = List.of("Dictionary", "XmlData", "BinaryData");

    /** The options of Outlook on the web in every mailbox, with the owner's time zone as a Windows name. */
    private static final String USER_OPTIONS = "OWA.UserOptions";

    private static final XmlElement FIRST_OPTIONS =
            t("Dictionary", t("DictionaryEntry", text("DictionaryKey", "timezone"), text("DictionaryValue", "UTC")));

    /** The name of a configuration object and the key of its folder. */
    private record Place(String folder, String name, XmlElement element) {
        static Place of(XmlElement holder, Mailbox mailbox) {
            XmlElement element = holder.child("UserConfigurationName").orElseThrow();
            String name = element.attribute("Name", "");
            if (!name.matches("[A-Za-z0-9._]{1,237}")) {
                throw new EwsError(
                        ResponseCode.ErrorInvalidArgument,
                        "The name of a user configuration has letters, digits, dots and underscores.");
            }
            return new Place(FolderIdResolver.key(element.children().get(0), mailbox), name, element);
        }

        boolean isUserOptions() {
            return name.equalsIgnoreCase(USER_OPTIONS) && folder.equals(DistinguishedFolder.ROOT.distinguishedName());
        }
    }

    List<EwsOperation> operations() {
        return List.of(
                stores.writing("CreateUserConfiguration", "", EwsPayload.NONE, this::create),
                stores.writing("GetUserConfiguration", "", EwsPayload.NONE, this::get),
                stores.writing("UpdateUserConfiguration", "", EwsPayload.NONE, this::update),
                stores.writing("DeleteUserConfiguration", "", EwsPayload.NONE, this::delete));
    }

    private EwsPayload create(MailboxTransaction transaction, XmlElement asked) {
        XmlElement given = asked.child("UserConfiguration").orElseThrow();
        Place place = Place.of(given, transaction.mailbox());
        ResponseCode.ErrorItemSave.throwIf(find(transaction, place).isPresent() || place.isUserOptions());
        create(transaction, place, with(empty(place), given));
        return EwsPayload.NONE;
    }

    private static Item create(MailboxTransaction transaction, Place place, ItemContent content) {
        return transaction.create(place.folder(), ItemWithAttachments.of(content));
    }

    private EwsPayload get(MailboxTransaction transaction, XmlElement asked) {
        Place place = Place.of(asked, transaction.mailbox());
        List<String> requested = List.of(
                asked.childText("UserConfigurationProperties", "").strip().split("\\s+"));
        Optional<Item> found = find(transaction, place);
        Item item = found.isEmpty() && place.isUserOptions()
                ? create(transaction, place, empty(place).with(FIRST_OPTIONS))
                : there(found);
        return xml -> write(xml, place, item, requested);
    }

    private EwsPayload update(MailboxTransaction transaction, XmlElement asked) {
        XmlElement given = asked.child("UserConfiguration").orElseThrow();
        Item item = there(find(transaction, Place.of(given, transaction.mailbox())));
        transaction.update(item, with(item.content(), given));
        return EwsPayload.NONE;
    }

    private EwsPayload delete(MailboxTransaction transaction, XmlElement asked) {
        transaction.delete(there(find(transaction, Place.of(asked, transaction.mailbox()))), DisposalType.HardDelete);
        return EwsPayload.NONE;
    }

    private static Optional<Item> find(MailboxTransaction transaction, Place place) {
        MailFolder folder = transaction.folder(place.folder());
        return FolderStore.settings(transaction.tx(), transaction.mailbox(), folder, CLASS + place.name());
    }

    private static Item there(Optional<Item> found) {
        return found.orElseThrow(() -> new EwsError(ResponseCode.ErrorItemNotFound));
    }

    private static ItemContent empty(Place place) {
        return ItemContent.empty(ItemKind.ITEM)
                .withItemClass(CLASS + place.name())
                .withFlags(Switches.of(ItemFlag.READ, ItemFlag.ASSOCIATED));
    }

    /** Sets the parts of the configuration object that a request contains. */
    private static ItemContent with(ItemContent content, XmlElement given) {
        for (XmlElement part : given.children()) {
            content = PARTS.contains(part.name()) ? content.with(typed(part)) : content;
        }
        return content;
    }

    /** Normalizes the booleans in a dictionary. */
    private static XmlElement typed(XmlElement part) {
        if (part.children().isEmpty()) {
            return part;
        }
        boolean truth = part.childText("Type")
                .filter(type -> type.strip().equals("Boolean"))
                .isPresent();
        return t(
                part.name(),
                part.children().stream()
                        .map(child -> truth && child.name().equals("Value")
                                ? t("Value", MapiValueConverter.truth(child.text()))
                                : typed(child))
                        .toList());
    }

    private static void write(XmlWriter xml, Place place, Item item, List<String> asked) {
        xml.open(EwsNames.MESSAGES, "UserConfiguration").copy(EwsNames.TYPES, place.element());
        boolean all = asked.contains("All");
        if (all || asked.contains("Id")) {
            IdElement.of(item).write(xml, EwsNames.TYPES, "ItemId");
        }
        PARTS.stream()
                .filter(part -> all || asked.contains(part))
                .flatMap(part -> item.content().property(part).stream())
                .forEach(part -> part(xml, part));
        xml.close();
    }

    /** Writes a part as the client stored it. An empty dictionary value is nil. */
    private static void part(XmlWriter xml, XmlElement part) {
        xml.open(EwsNames.TYPES, part.name());
        if (part.name().equals("DictionaryValue") && part.children().isEmpty()) {
            xml.attribute(INSTANCE, "nil", "true");
        }
        part.children().forEach(child -> part(xml, child));
        if (part.children().isEmpty() && !part.text().isEmpty()) {
            xml.text(part.text());
        }
        xml.close();
    }

    private static XmlElement text(String name, String value) {
        return t(name, t("Type", "String"), t("Value", value));
    }
}
