package org.s2slab.lync.policy;

import java.util.function.BiFunction;
import java.util.function.Function;
import org.s2slab.management.CmdletArguments;
import org.s2slab.management.CmdletObject;

/**
 * The name and parameters of the cmdlets for policies of one kind.
 *
 * @param noun the policy's word in their names, without {@code Cs}
 * @param installed a new policy of this name with the product's default values
 * @param changed the policy as the parameters change it
 * @param write the policy as Get- writes it
 */
public record PolicyKind<P extends Policy>(
        String noun,
        Function<String, P> installed,
        BiFunction<P, CmdletArguments, P> changed,
        Function<P, CmdletObject> write) {}
