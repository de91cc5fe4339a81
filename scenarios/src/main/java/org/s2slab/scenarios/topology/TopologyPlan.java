package org.s2slab.scenarios.topology;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.s2slab.config.Person;

/**
 * What runs where: a deployment before anything in it is configured.
 *
 * @param name equal to its file's name
 * @param shows what it is, one sentence
 * @param domain the default SIP domain and first accepted domain
 * @param nodes by name, in the order they are started
 * @param people the user directory
 * @param contacts what people have in their lists
 */
public record TopologyPlan(
        String name,
        String shows,
        String domain,
        Map<String, NodePlan> nodes,
        List<Person> people,
        List<ContactList> contacts) {
    public TopologyPlan {
        people = List.copyOf(people);
        contacts = List.copyOf(contacts);
    }

    /** A person by any of their addresses, or by the part of it before the at sign. */
    public Optional<Person> person(String address) {
        return people.stream()
                .filter(person -> address.equalsIgnoreCase(person.upn())
                        || address.equalsIgnoreCase(person.sip())
                        || person.mailAddresses().stream().anyMatch(address::equalsIgnoreCase))
                .findFirst();
    }
}
