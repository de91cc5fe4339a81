package org.s2slab.exchange.rules;

import static org.s2slab.ews.EwsNames.t;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.s2slab.exchange.content.ItemContent;
import org.s2slab.exchange.ids.DistinguishedFolder;
import org.s2slab.exchange.ids.MailboxObjectId;
import org.s2slab.xml.XmlElement;

/** The result of the inbox rules for an arriving message. */
public final class InboxRuleOutcome {
    private final Set<String> known;
    private final Set<String> folders = new LinkedHashSet<>();
    private final List<XmlElement> sendings = new ArrayList<>();
    private ItemContent content;
    private boolean kept = true;
    private boolean stopped;

    /** @param known the keys of all existing folders */
    InboxRuleOutcome(ItemContent content, Set<String> known) {
        this.content = content;
        this.known = known;
    }

    /** The message to deliver. */
    public ItemContent content() {
        return content;
    }

    /** The keys of the target folders; empty if the message is permanently deleted. */
    public List<String> folders() {
        return Stream.concat(
                        kept ? Stream.of(DistinguishedFolder.INBOX.distinguishedName()) : Stream.empty(),
                        folders.stream())
                .distinct()
                .toList();
    }

    /** The actions that send the message on: forward, forward as attachment, redirect. */
    public List<XmlElement> sendings() {
        return sendings;
    }

    /** Performs the actions of a rule, unless an earlier rule stopped the processing. */
    void apply(XmlElement rule) {
        if (stopped) {
            return;
        }
        rule.childrenOf("Actions").stream()
                .filter(action -> InboxRuleField.isAsked("Action", action))
                .forEach(this::act);
    }

    private void act(XmlElement action) {
        switch (action.name()) {
            case "AssignCategories" -> content = content.with(categories(content, action));
            case "MarkAsRead" -> content = content.withRead(true);
            case "MarkImportance" -> content = content.with(t("Importance", action.text()));
            case "StopProcessingRules" -> stopped = true;
            case "Delete" -> leave(DistinguishedFolder.DELETEDITEMS.distinguishedName());
            case "PermanentDelete" -> kept = false;
            case "CopyToFolder" -> folder(action).filter(known::contains).ifPresent(folders::add);
            case "MoveToFolder" -> folder(action).filter(known::contains).ifPresent(this::leave);
            default -> sendings.add(action);
        }
    }

    private void leave(String folder) {
        kept = false;
        folders.add(folder);
    }

    /** The key of the folder of an action. */
    static Optional<String> folder(XmlElement action) {
        return action.child("FolderId")
                .flatMap(id -> id.attribute("Id"))
                .flatMap(MailboxObjectId::parse)
                .map(MailboxObjectId::key);
    }

    /** The categories of a message together with the assigned categories. */
    public static XmlElement categories(ItemContent content, XmlElement assigned) {
        List<XmlElement> all = Stream.concat(content.entries("Categories").stream(), assigned.children().stream())
                .map(XmlElement::text)
                .distinct()
                .map(name -> t("String", name))
                .toList();
        return t("Categories", all);
    }
}
