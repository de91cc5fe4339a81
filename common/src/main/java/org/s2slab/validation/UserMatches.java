package org.s2slab.validation;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.s2slab.identity.ActingUser;
import org.s2slab.identity.ServiceIdentity;
import org.s2slab.validation.UserClaims.Identifier;

/**
 * The users that the directory found for each identifier of a token. All identifiers are searched before any is judged,
 * so that every response takes the same time (check M4).
 *
 * @param matches the users each identifier names, in the order of the identifiers
 */
record UserMatches(List<Identifier> identifiers, List<List<ActingUser>> matches, ServiceIdentity self) {
    /** Searches the directory for all identifiers of a token. */
    static Future<UserMatches> of(UserClaims claims, UserDirectory users, ServiceIdentity self) {
        List<Identifier> identifiers = claims.identifiers();
        List<Future<List<ActingUser>>> asked = new ArrayList<>(identifiers.size());
        for (Identifier identifier : identifiers) {
            asked.add(users.matching(identifier.kind(), identifier.value()));
        }
        return Future.join(asked).map(all -> new UserMatches(identifiers, all.list(), self));
    }

    /** The first user of the first identifier; IllegalStateException if none was found (J2 refuses first). */
    ActingUser first() {
        if (matches.isEmpty() || matches.get(0).isEmpty()) {
            throw new IllegalStateException("the directory knows nobody by it");
        }
        return matches.get(0).get(0);
    }

    /** Each identifier with the users whom it names, for a finding. */
    String people() {
        StringBuilder people = new StringBuilder();
        for (int i = 0; i < identifiers.size(); i++) {
            String names = matches.get(i).stream()
                    .map(ActingUser::label)
                    .filter(Objects::nonNull)
                    .collect(Collectors.joining(" and "));
            people.append(i == 0 ? "" : "; ")
                    .append(identifiers.get(i).value())
                    .append(" is ")
                    .append(names.isEmpty() ? "nobody" : names);
        }
        return people.toString();
    }
}
