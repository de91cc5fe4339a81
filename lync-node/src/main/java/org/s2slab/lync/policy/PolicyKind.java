package org.s2slab.lync.policy;

import java.util.function.BiFunction;
import java.util.function.Function;
import org.s2slab.management.CmdletArguments;
import org.s2slab.management.CmdletObject;

/**
 * The name and parameters of the cmdlets for policies of one kind.
 *
 * @param noun the name of the policy in the cmdlets' names, without {@code Cs}
 * @param installed creates a policy of this name with the product's default values
 * @param changed applies the parameters to a policy
 * @param write converts a policy to the output of Get-
 */
public record PolicyKind<P extends Policy>(
        String noun,
        Function<String, P> installed,
        BiFunction<P, CmdletArguments, P> changed,
        Function<P, CmdletObject> write) {}
