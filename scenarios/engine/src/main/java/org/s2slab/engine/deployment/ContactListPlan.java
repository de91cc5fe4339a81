package org.s2slab.engine.deployment;

import java.util.List;
import java.util.Map;

/**
 * The contact list that a person has in Lync before a scenario begins.
 *
 * @param owner the person, by user principal name
 * @param groups the members' addresses by group, in file order; {@code tel:} is the prefix of a telephone number
 * @param distributionGroups mail addresses of distribution groups on the list
 */
public record ContactListPlan(String owner, Map<String, List<String>> groups, List<String> distributionGroups) {}
