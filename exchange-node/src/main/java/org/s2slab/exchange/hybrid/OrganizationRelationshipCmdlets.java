package org.s2slab.exchange.hybrid;

import static org.s2slab.exchange.organization.ExchangeCmdlets.CMDLETS;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.s2slab.exchange.organization.ExchangeCmdlets;
import org.s2slab.management.Cmdlet;
import org.s2slab.management.CmdletArguments;
import org.s2slab.management.CmdletObject;
import org.s2slab.management.CmdletOutput;
import org.s2slab.management.ObjectCmdlets;
import org.s2slab.refusal.Refusal;
import org.s2slab.store.NamedTable;

/** The cmdlets New-, Get-, Set- and Remove-OrganizationRelationship. */
public record OrganizationRelationshipCmdlets(NamedTable<OrganizationRelationship> relationships) {
    /** The properties in the order of the product, each with its value in a new relationship; empty for none. */
    private static final List<Property> PROPERTIES = List.of(
            new Property("FreeBusyAccessEnabled", "false"),
            new Property("FreeBusyAccessLevel", "None"),
            new Property("MailboxMoveEnabled", "false"),
            new Property("DeliveryReportEnabled", "false"),
            new Property("MailTipsAccessEnabled", "false"),
            new Property("MailTipsAccessLevel", "None"),
            new Property("PhotosEnabled", "false"),
            new Property("TargetApplicationUri", ""),
            new Property("TargetSharingEpr", ""),
            new Property("TargetOwaURL", ""),
            new Property("TargetAutodiscoverEpr", ""),
            new Property("OrganizationContact", ""),
            new Property("Enabled", "true"),
            new Property("ArchiveAccessEnabled", "false"));

    private record Property(String name, String installed) {
        boolean isFlag() {
            return installed.equals("true") || installed.equals("false");
        }

        /** The value in a cmdlet's parameter; empty for $null. */
        Optional<String> given(CmdletArguments given) {
            if (isFlag()) {
                return Optional.of(String.valueOf(given.flag(name, false)));
            }
            return given.optionalText(name).filter(text -> !text.isEmpty()).map(text -> {
                if (text.lines().count() != 1) {
                    throw Refusal.invalid(name + ": the value has several lines. Write one line.");
                }
                return name.endsWith("Epr") ? ConnectorCmdlets.https(name, text).toString() : text;
            });
        }
    }

    public List<Cmdlet> all() {
        return List.of(
                CMDLETS.cmdlet("New-OrganizationRelationship", this::create),
                objects().get(),
                CMDLETS.cmdlet("Set-OrganizationRelationship", this::set),
                objects().remove(relationship -> relationships.remove(relationship.name())));
    }

    private ObjectCmdlets<OrganizationRelationship> objects() {
        return new ObjectCmdlets<>(
                ExchangeCmdlets.kind("OrganizationRelationship", "organization relationship"),
                relationships::all,
                OrganizationRelationship::name,
                OrganizationRelationshipCmdlets::object);
    }

    private Future<CmdletOutput> create(CmdletArguments given) {
        String name = given.text("Name");
        objects().requireFree(name);
        var made = changed(new OrganizationRelationship(name, List.of(), List.of()), given);
        return objects().shownAfter(given, () -> relationships.put(made), name);
    }

    private Future<CmdletOutput> set(CmdletArguments given) {
        var changed = changed(objects().existing(given), given);
        return given.unlessWhatIf(CmdletOutput.NOTHING, () -> relationships.put(changed));
    }

    /** The relationship with the given parameters; missing parameters keep their earlier values. */
    private OrganizationRelationship changed(OrganizationRelationship before, CmdletArguments given) {
        List<String> values = new ArrayList<>();
        for (Property property : PROPERTIES) {
            (given.has(property.name()) ? property.given(given) : before.value(property.name()))
                    .ifPresent(value -> values.add(property.name() + "=" + value));
        }
        List<String> domains =
                given.has("DomainNames") ? ConnectorCmdlets.domains("DomainNames", given) : before.domains();
        var changed = new OrganizationRelationship(before.name(), domains, values);
        relationships.all().stream()
                .filter(other -> !other.name().equalsIgnoreCase(changed.name()))
                .filter(other -> other.domains().stream().anyMatch(changed.domains()::contains))
                .findFirst()
                .ifPresent(other -> {
                    throw Refusal.conflict("DomainNames: a domain of " + changed.domains()
                            + " belongs to the organization relationship '" + other.name() + "' already.");
                });
        return changed;
    }

    private static CmdletObject object(OrganizationRelationship relationship) {
        CmdletObject object = CmdletObject.empty().with("DomainNames", relationship.domains());
        for (Property property : PROPERTIES) {
            String value = relationship.value(property.name()).orElse(property.installed());
            object = object.with(
                    property.name(), property.isFlag() ? Boolean.valueOf(value) : value.isEmpty() ? null : value);
        }
        return ExchangeCmdlets.named(object, relationship.name(), "Federation");
    }
}
