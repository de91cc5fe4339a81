package org.s2slab.authz.signin;

import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.s2slab.authz.grants.TokenDenial;
import org.s2slab.authz.signin.SignInGrant.State;
import org.s2slab.store.Database;
import org.s2slab.store.ReadTransaction;
import org.s2slab.store.RecordColumns;
import org.s2slab.store.WriteTransaction;
import org.s2slab.trace.TokenHash;

/**
 * Stores the grants of people by the hashes of their codes, so that every instance knows them, also after a restart. A
 * used code is known for a day after its end, and is refused as used.
 */
public final class SignInGrantStore {
    private static final long KEPT = 86_400;
    private static final int CODE_BYTES = 32;

    private static final SecureRandom RANDOM = new SecureRandom();

    private static final RecordColumns<SignInGrant> COLUMNS = new RecordColumns<>(SignInGrant.class);

    private final Database database;

    public SignInGrantStore(Database database) {
        this.database = database;
    }

    /** A grant with the denial of its use, or null. */
    record Use(@Nullable SignInGrant grant, @Nullable TokenDenial denial) {}

    /** A new code that nobody can guess. */
    static String newCode() {
        byte[] bytes = new byte[CODE_BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    static String hash(String code) {
        return TokenHash.ofBytes(code.getBytes(StandardCharsets.UTF_8));
    }

    Future<Void> add(String code, SignInGrant grant) {
        return database.change(tx -> COLUMNS.put(tx, "sign_in_grants", "code", hash(code), grant));
    }

    /**
     * Uses a code once, if no rule denies it. Of two uses at the same time, at any instances, one is denied.
     *
     * @param denial the denial of a grant, which is null if there is no such code
     */
    Future<Use> use(String code, long now, Function<@Nullable SignInGrant, @Nullable TokenDenial> denial) {
        String hash = hash(code);
        return database.write(tx -> {
            SignInGrant grant = first(tx, "code", hash).orElse(null);
            TokenDenial denied = denial.apply(grant);
            if (grant == null || denied != null) {
                tx.execute("UPDATE sign_in_grants SET polled = ? WHERE code = ?", now, hash);
                return new Use(grant, denied);
            }
            boolean isFirst = isChanged(tx, "code", hash, State.GIVEN, State.USED);
            return new Use(
                    grant, isFirst ? null : denial.apply(first(tx, "code", hash).orElse(null)));
        });
    }

    private static boolean isChanged(WriteTransaction tx, String column, String hash, State before, State after) {
        String change = "UPDATE sign_in_grants SET state = ? WHERE " + column + " = ? AND state = ?";
        return tx.execute(change, after.name(), hash, before.name()) == 1;
    }

    /** The grant that waits for the person who has this code of a device. */
    Future<Optional<SignInGrant>> waiting(String userCode, long now) {
        return database.read(rx -> first(rx, "user_code", hash(userCode))
                .filter(grant -> grant.state() == State.WAITING && grant.expires() > now));
    }

    /** Stores the decision of a person about a device. Returns false if another decision came first. */
    Future<Boolean> decide(String userCode, State state, String tenant, String person) {
        return database.write(tx -> isChanged(tx, "user_code", hash(userCode), State.WAITING, state)
                && tx.execute(
                                "UPDATE sign_in_grants SET tenant = ?, person = ? WHERE user_code = ?",
                                tenant,
                                person,
                                hash(userCode))
                        == 1);
    }

    private static Optional<SignInGrant> first(ReadTransaction rx, String column, String hash) {
        return rx.first("SELECT * FROM sign_in_grants WHERE " + column + " = ?", COLUMNS::read, hash);
    }

    /** Deletes the grants that ended a day ago. */
    public Future<Void> purge(Instant now) {
        return database.change(
                tx -> tx.execute("DELETE FROM sign_in_grants WHERE expires < ?", now.getEpochSecond() - KEPT));
    }
}
