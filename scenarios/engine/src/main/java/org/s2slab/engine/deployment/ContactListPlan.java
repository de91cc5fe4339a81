package org.s2slab.engine.deployment;

import java.util.List;
import java.util.Map;

/**
 * The contact list of a person in Lync before a scenario begins.
 *
 * @param owner the person's user principal name
 * @param groups the members' addresses by group, in the order of the file; {@code tel:} is the prefix of a telephone
 *     number
 * @param distributionGroups mail addresses of distribution groups on the list
 */
public record ContactListPlan(String owner, Map<String, List<String>> groups, List<String> distributionGroups) {}
