// The guides of PnPjs for sites, lists, items, fields, users, batches and files. Both versions have nearly the same methods.
const tenant = require('./tenant.js');
const { step, same, isTrue, refused } = require('./board.js');

/**
 * @param load gives the library's entry, with all its modules
 * @param data the values of what add() and ensureUser() give
 * @param add calls a function that adds a field, with its title and its details
 * @param choices what the value of a field with several choices is written as
 * @param batch runs functions, which get the entry of the batch, in one batch
 */
module.exports = ({ load, data, add, choices, batch }) => {
  let entry;
  const web = async () => (entry ??= await load()).web;
  /** A list of its own, for the steps that change a list. */
  const list = async (name) => {
    await (await web()).lists.ensure(name, '', 100);
    return (await web()).lists.getByTitle(name);
  };
  const LIST = 'Announcements'; // which every team site has
  const existing = async () => (await web()).lists.getByTitle(LIST);
  /** Some new items: their ids, and a query that finds no others. */
  const filled = async (name, count = 3) => {
    const one = await existing();
    const ids = [];
    for (let number = 1; number <= count; number++) ids.push(data(await one.items.add({ Title: `${name} ${number}` })).Id);
    return { ids, one, item: (index) => one.items.getById(ids[index - 1]), where: (more) => one.items.filter(`Id ge ${ids[0]} and Id le ${ids[count - 1]}${more ? ` and ${more}` : ''}`) };
  };

  // Webs and sites
  step('web: read', async () => same((await (await web())()).Url, tenant.site));
  step('web: selected properties', async () => same(Object.keys(await (await web()).select('Title', 'Url')()).filter((key) => !/odata|__metadata/.test(key)).sort(), ['Title', 'Url']));
  step('web: change the title', async () => {
    await (await web()).update({ Title: 'New title' });
    same((await (await web()).select('Title')()).Title, 'New title');
  });
  step('web: sub-webs', async () => isTrue(Array.isArray(await (await web()).webs()), 'a list'));
  step('web: regional settings', async () => isTrue((await (await web()).regionalSettings()).LocaleId, 'a locale'));
  step('web: parent web', async () => { await (await web()).getParentWeb(); });
  step('web: current user', async () => { isTrue((await (await web()).currentUser()).Id, 'an id'); });
  step('site: read', async () => { await web(); same((await entry.site()).Url, tenant.site); });
  step('site: root web', async () => { await web(); same((await entry.site.rootWeb()).Url, tenant.site); });
  step('web: descriptions of sub-webs', async () => same(await (await web()).webinfos(), []));
  step('web: sub-webs of the current user', async () => same(await (await web()).getSubwebsFilteredForCurrentUser()(), []));
  step('web: available fields', async () => isTrue((await (await web()).availablefields()).some((one) => one.InternalName === 'Title'), 'Title'));
  step('web: several properties in one change', async () => {
    await (await web()).update({ Title: 'Both', Description: 'changed' });
    const { Title, Description } = await (await web()).select('Title', 'Description')();
    same([Title, Description], ['Both', 'changed']);
  });
  step('web: all properties', async () => same((await (await web()).allProperties()).vti_x005f_defaultlanguage, 'en-us'));
  step('web: available templates', async () => isTrue((await (await web()).availableWebTemplates()()).some((one) => one.Name === 'STS#0'), 'the team site'));
  step('web: changes', async () => isTrue((await (await web()).getChanges({ Add: true, List: true })).some((one) => one.ListId), 'a new list'));
  step('web: a new sub-web', async () => isTrue(data(await (await web()).webs.add('Sub', 'sub')).Url, 'its address'));
  step('web: a sub-web has roles of its own, inherits them again, and is deleted', async () => {
    const { Id } = data(await (await web()).webs.add('Own', 'own'));
    const { web: sub } = await entry.site.openWebById(Id);
    await sub.breakRoleInheritance(true);
    same((await sub.select('HasUniqueRoleAssignments')()).HasUniqueRoleAssignments, true);
    await sub.resetRoleInheritance();
    same((await sub.select('HasUniqueRoleAssignments')()).HasUniqueRoleAssignments, false);
    await sub.delete();
    same((await (await web()).webs()).filter((one) => one.Id === Id), []);
  });
  step('web: a value of the tenant', async () => { await (await web()).getStorageEntity('board'); });
  step('site: the root web to work with', async () => { await web(); same((await (await entry.site.getRootWeb()).select('Url')()).Url, tenant.site); });
  step('site: a web by its id', async () => {
    const { Id } = await (await web()).select('Id')();
    same((await entry.site.openWebById(Id)).data.Id, Id);
    await refused(() => entry.site.openWebById('c0ffee00-0000-4000-8000-000000000007'), 404);
  });
  step('site: whether an address is a site', async () => {
    await web();
    same([await entry.site.exists(tenant.site), await entry.site.exists(`${tenant.site}/sites/nothing`)], [true, false]);
  });
  step('site: the web of a page', async () => { await web(); same(await entry.site.getWebUrlFromPageUrl(`${tenant.site}/Lists/Calendar/AllItems.aspx`), tenant.site); });
  step('site: changes', async () => { await web(); isTrue((await entry.site.getChanges({ Add: true, List: true })).some((one) => one.ListId), 'a new list'); });
  step('site: document libraries', async () => { await web(); same(await entry.site.getDocumentLibraries(tenant.site), []); });
  step('site: a new communication site', async () => {
    await web();
    same((await entry.site.createCommunicationSite('New', 1033, false, `${tenant.site}/sites/new`, '', '', undefined, undefined, 'anna@contoso.com')).SiteStatus, 2);
  });
  step('context information', async () => { await web(); isTrue((await entry.site.getContextInfo()).FormDigestValue, 'a digest'); });

  // Lists
  step('lists: all', async () => isTrue((await (await web()).lists()).some((one) => one.Title === 'Calendar'), 'the calendar'));
  step('lists: select, filter, top', async () => {
    const found = await (await web()).lists.select('Title').filter("Title eq 'Calendar'").top(1)();
    same(found.map((one) => one.Title), ['Calendar']);
  });
  step('lists: by title', async () => same((await (await web()).lists.getByTitle('Calendar')()).Title, 'Calendar'));
  step('lists: by id', async () => {
    const { Id } = await (await web()).lists.getByTitle('Calendar')();
    same((await (await web()).lists.getById(Id)()).Title, 'Calendar');
  });
  step('lists: add', async () => {
    await (await web()).lists.add('Added', 'By the board', 100, false);
    same((await (await web()).lists.getByTitle('Added')()).Description, 'By the board');
  });
  step('lists: ensure', async () => {
    const first = await (await web()).lists.ensure('Ensured');
    const second = await (await web()).lists.ensure('Ensured');
    same([first.created, second.created], [true, false]);
  });
  step('lists: change', async () => {
    await (await list('To change')).update({ Description: 'Changed' });
    same((await (await web()).lists.getByTitle('To change')()).Description, 'Changed');
  });
  step('lists: delete', async () => {
    await (await list('To delete')).delete();
    await refused(async () => (await web()).lists.getByTitle('To delete')(), 404);
  });
  step('lists: recycle', async () => isTrue(await (await list('To recycle')).recycle(), 'an id'));
  step('lists: number of items', async () => {
    const before = (await (await existing()).select('ItemCount')()).ItemCount;
    await filled('Counted');
    same((await (await existing()).select('ItemCount')()).ItemCount, before + 3);
  });
  step('lists: the entity type', async () => isTrue((await (await existing()).select('ListItemEntityTypeFullName')()).ListItemEntityTypeFullName, 'a name'));
  step('lists: that does not exist', async () => refused(async () => (await web()).lists.getByTitle('Nothing')(), 404));
  step('lists: views', async () => isTrue((await (await existing()).views()).length > 0, 'a view'));
  step('lists: default view', async () => isTrue((await (await existing()).defaultView()).Id, 'an id'));
  step('lists: items by CAML', async () => {
    const found = await (await filled('Caml')).one.getItemsByCAMLQuery({ ViewXml: '<View><Query><Where><Eq><FieldRef Name="Title"/><Value Type="Text">Caml 2</Value></Eq></Where></Query></View>' });
    same(found.map((one) => one.Title), ['Caml 2']);
  });
  step('lists: data as a stream', async () => isTrue((await (await filled('Rendered')).one.renderListDataAsStream({ ViewXml: '<View/>' })).Row, 'rows'));
  step('lists: content types', async () => isTrue((await (await existing()).contentTypes()).length > 0, 'a type'));
  step('lists: changes', async () => isTrue(Array.isArray(await (await existing()).getChanges({ Add: true, Item: true })), 'a list'));

  step('lists: with more settings', async () => {
    await (await web()).lists.add('Hidden', '', 100, false, { Hidden: true, NoCrawl: true });
    const { Hidden, NoCrawl } = await (await web()).lists.getByTitle('Hidden')();
    same([Hidden, NoCrawl], [true, true]);
  });
  step('lists: by address', async () => same((await (await web()).getList('/Lists/Calendar')()).Title, 'Calendar'));
  step('lists: an old etag is refused', async () => refused(async () => (await list('With etag')).update({ Description: 'x' }, '"1"'), 412));
  step('lists: effective permissions', async () => isTrue(await (await existing()).effectiveBasePermissions(), 'permissions'));
  step('lists: event receivers', async () => same(await (await existing()).eventReceivers(), []));
  step('lists: related fields', async () => same(await (await existing()).relatedFields(), []));
  step('lists: a number is reserved for an item', async () => {
    const reserved = await (await existing()).reserveListItemId();
    isTrue(data(await (await existing()).items.add({ Title: 'After' })).Id > reserved, `the next item has a higher number than ${reserved}`);
  });
  step('lists: the root folder, the address and the web', async () => same((({ List, ParentWeb }) => [List.RootFolderServerRelativeUrl, ParentWeb.Url])(await (await existing()).getParentInfos()), ['/Lists/Announcements', tenant.site]));
  step('lists: rights management', async () => isTrue(await (await existing()).informationRightsManagementSettings(), 'settings'));
  step('lists: changes of items by CAML', async () => isTrue(/<GetListItemChanges/.test(await (await existing()).getListItemChangesSinceToken({ RowLimit: '5' })), 'XML'));
  step('lists: data of a view', async () => isTrue((await (await existing()).renderListData('<View/>')).Row, 'rows'));
  step('lists: data of a form', async () => {
    const { ids, one } = await filled('In a form');
    same((await one.renderListFormData(ids[0], 'editform', 2)).Title, 'In a form 1');
  });
  step('lists: the library of site assets', async () => { await (await web()).lists.ensureSiteAssetsLibrary(); });
  step('lists: the library of pages', async () => { await (await web()).lists.ensureSitePagesLibrary(); });
  step('lists: the list of people', async () => same((await (await web()).siteUserInfoList()).BaseTemplate, 112));

  // Fields
  step('fields: of a list', async () => isTrue((await (await existing()).fields()).some((one) => one.InternalName === 'Title'), 'Title'));
  step('fields: by title', async () => same((await (await existing()).fields.getByInternalNameOrTitle('Title')()).InternalName, 'Title'));
  step('fields: add a text', async () => {
    const one = await existing();
    await one.fields.addText('Colour');
    await one.items.add({ Title: 'x', Colour: 'red' });
    same((await one.items.orderBy('Id', false).top(1)())[0].Colour, 'red');
  });
  step('fields: add a number', async () => {
    const one = await existing();
    await one.fields.addNumber('Amount');
    await one.items.add({ Title: 'x', Amount: 5 });
    same((await one.items.orderBy('Id', false).top(1)())[0].Amount, 5);
  });
  step('fields: delete', async () => {
    const one = await existing();
    await one.fields.addText('Gone');
    await one.fields.getByInternalNameOrTitle('Gone').delete();
  });
  for (const [kind, value, details] of [
    ['DateTime', '2036-02-02T10:00:00Z', { DisplayFormat: 1 }], ['Currency', 2.5, { MinimumValue: 1 }], ['MultilineText', 'a\nb', { NumberOfLines: 6 }],
    ['Choice', 'b', { Choices: ['a', 'b'] }], ['Boolean', true, {}],
  ]) {
    step(`fields: add a ${kind}`, async () => {
      const one = await existing();
      const name = `Of${kind}`;
      await add(one.fields, `add${kind}`, name, details);
      await one.items.add({ Title: 'x', [name]: value });
      same((await one.items.orderBy('Id', false).top(1)())[0][name], value);
    });
  }
  step('fields: add a person', async () => {
    const one = await existing();
    await add(one.fields, 'addUser', 'Assignee', { SelectionMode: 0 });
    const { Id } = data(await (await web()).ensureUser('anna@contoso.com'));
    await one.items.add({ Title: 'x', AssigneeId: Id });
    same((await one.items.orderBy('Id', false).top(1)())[0].AssigneeId, Id);
  });
  step('fields: add several choices', async () => {
    const one = await existing();
    await add(one.fields, 'addMultiChoice', 'Sizes', { Choices: ['S', 'L'] });
    isTrue((await one.fields.getByTitle('Sizes')()).Choices, 'the choices');
  });
  step('fields: by id', async () => {
    const one = await existing();
    const { Id } = await one.fields.getByInternalNameOrTitle('Title')();
    same((await one.fields.getById(Id)()).InternalName, 'Title');
  });
  step('fields: change', async () => {
    const one = await existing();
    await one.fields.addText('To rename');
    await one.fields.getByTitle('To rename').update({ Title: 'Renamed' });
    same((await one.fields.getByTitle('Renamed')()).InternalName, 'To_x0020_rename');
  });
  step('fields: of the web', async () => isTrue((await (await web()).fields()).length > 0, 'a field'));

  // Items
  step('items: add', async () => isTrue(data(await (await existing()).items.add({ Title: 'One' })).Id > 0, 'an id'));
  step('items: all', async () => {
    const { ids, one } = await filled('All');
    const found = (await one.items()).map((each) => each.Id);
    isTrue(ids.every((id) => found.includes(id)), 'all three');
  });
  step('items: by id', async () => same((await (await filled('By id')).item(2)()).Title, 'By id 2'));
  step('items: select', async () => same(Object.keys(await (await filled('Selected')).item(1).select('Title')()).filter((key) => !/odata|__metadata/.test(key)), ['Title']));
  step('items: top', async () => same((await (await filled('Top')).where().top(2)()).length, 2));
  step('items: skip', async () => same((await (await filled('Skipped')).where().top(1).skip(1)()).length, 1));
  step('items: order by', async () => same((await (await filled('Ordered')).where().orderBy('Title', false)())[0].Title, 'Ordered 3'));
  step('items: filter by text', async () => same((await (await filled('Text')).where("Title eq 'Text 2'")()).length, 1));
  step('items: filter by the start of a text', async () => same((await (await filled('Start')).where("startswith(Title,'Sta')")()).length, 3));
  step('items: filter by a part of a text', async () => same((await (await filled('Part')).where("substringof('rt 2',Title)")()).length, 1));
  step('items: filter by a number', async () => same((await (await filled('Number')).where()()).length, 3));
  step('items: filter by a date', async () => same((await (await filled('Date')).where("Created gt datetime'2020-01-01T00:00:00Z'")()).length, 3));
  step('items: filter with or and not', async () => same((await (await filled('Logic')).where("(Title eq 'Logic 1' or Title eq 'Logic 2') and not (Title eq 'Logic 1')")()).length, 1));
  step('items: expand the author', async () => isTrue((await (await filled('Authors')).where().select('Title', 'Author/Title').expand('Author')())[0].Author.Title, 'a name'));
  step('items: pages', async () => {
    const { where } = await filled('Paged', 5);
    const found = [];
    if (where().getPaged) {
      let page = await where().top(2).getPaged();
      for (found.push(...page.results); page.hasNext; found.push(...page.results)) page = await page.getNext();
    } else {
      for await (const page of where().top(2)) found.push(...page);
    }
    same(found.length, 5);
  });
  step('items: change', async () => {
    const { item } = await filled('Before');
    await item(1).update({ Title: 'After' });
    same((await item(1)()).Title, 'After');
  });
  step('items: an old etag is refused', async () => {
    const { item } = await filled('Etag');
    await item(1).update({ Title: 'Once' });
    await refused(() => item(1).update({ Title: 'Twice' }, '"1"'), 412);
  });
  step('items: delete', async () => {
    const { item, where } = await filled('Deleted');
    await item(1).delete();
    same((await where()()).length, 2);
  });
  step('items: recycle', async () => {
    const { item, where } = await filled('Recycled');
    isTrue(await item(1).recycle(), 'an id');
    same((await where()()).length, 2);
  });
  step('items: that does not exist', async () => refused(async () => (await existing()).items.getById(99999)(), 404));
  step('items: an event of the calendar', async () => {
    const calendar = (await web()).lists.getByTitle('Calendar');
    const made = data(await calendar.items.add({ Title: 'Event', EventDate: '2036-02-02T10:00:00Z', EndDate: '2036-02-02T11:00:00Z' }));
    same((await calendar.items.getById(made.Id)()).Title, 'Event');
  });
  step('items: attachments', async () => {
    const item = (await filled('Attached')).item(1);
    await item.attachmentFiles.add('a.txt', 'Content');
    same((await item.attachmentFiles()).map((one) => one.FileName), ['a.txt']);
  });
  step('items: attachments: read, change and delete', async () => {
    const item = (await filled('With a file')).item(1);
    await item.attachmentFiles.add('b.json', Buffer.from('{"text":"Ä"}'));
    const file = item.attachmentFiles.getByName('b.json');
    same([(await file()).FileName, await file.getText(), await file.getJSON(), (await file.getBuffer()).byteLength], ['b.json', '{"text":"Ä"}', { text: 'Ä' }, 13]);
    await file.setContent('New');
    same([await file.getText(), (await item.select('Attachments')()).Attachments], ['New', true]);
    await file.delete();
    same(await item.attachmentFiles(), []);
  });
  step('items: attachments: recycle', async () => {
    const item = (await filled('With a file to recycle')).item(1);
    await item.attachmentFiles.add('c d.txt', 'Content');
    await item.attachmentFiles.getByName('c d.txt').recycle();
    same(await item.attachmentFiles(), []);
  });
  step('items: attachments: an existing name is refused', async () => {
    const item = (await filled('With a name')).item(1);
    await item.attachmentFiles.add('d.txt', 'Content');
    await refused(() => item.attachmentFiles.add('D.txt', 'Another'), 400);
  });
  step('items: attachments: expand', async () => {
    const item = (await filled('Expanded')).item(1);
    await item.attachmentFiles.add('e.txt', 'Content');
    same((await item.select('AttachmentFiles/FileName').expand('AttachmentFiles')()).AttachmentFiles.map((one) => one.FileName), ['e.txt']);
  });
  step('items: values as text', async () => same((await (await filled('As text')).item(1).fieldValuesAsText()).Title, 'As text 1'));
  step('items: effective permissions', async () => isTrue(await (await filled('Rights')).item(1).effectiveBasePermissions(), 'permissions'));

  step('items: by a number as a text', async () => same((await (await filled('By text')).one.items.getItemByStringId(String((await filled('By text')).ids[0]))()).Title, 'By text 1'));
  step('items: the list', async () => same((await (await filled('Parent')).item(1).list()).Title, LIST));
  step('items: values as HTML', async () => same((await (await filled('<Html>')).item(1).fieldValuesAsHTML()).Title, '&lt;Html&gt; 1'));
  step('items: values to edit', async () => same((await (await filled('To edit')).item(1).fieldValuesForEdit()).Title, 'To edit 1'));
  step('items: effective permissions for pages', async () => isTrue(await (await filled('Rights for pages')).item(1).effectiveBasePermissionsForUI(), 'permissions'));
  step('items: delete with parameters', async () => {
    const { item, where } = await filled('With parameters');
    await item(1).deleteWithParams({ BypassSharedLock: true });
    same((await where()()).length, 2);
  });
  step('items: delete with an old etag is refused', async () => {
    const { item } = await filled('Delete with etag');
    await item(1).update({ Title: 'Once' });
    await refused(() => item(1).delete('"1"'), 412);
  });
  step('items: several changes of one item', async () => {
    const { item } = await filled('Changes');
    await item(1).update({ Title: 'First' });
    await item(1).update({ Title: 'Second' });
    same((await item(1)()).Title, 'Second');
  });
  step('items: a person is set and filtered', async () => {
    const one = await existing();
    const { Id } = data(await (await web()).ensureUser('bert@contoso.com'));
    await add(one.fields, 'addUser', 'Reviewer', { SelectionMode: 0 });
    const made = data(await one.items.add({ Title: 'To review', ReviewerId: Id }));
    same((await one.items.filter(`ReviewerId eq ${Id}`)()).map((each) => each.Id), [made.Id]);
  });
  step('items: several choices are set', async () => {
    const one = await list('Choices');
    await add(one.fields, 'addMultiChoice', 'Colours', { Choices: ['red', 'blue'] });
    await one.items.add({ Title: 'x', Colours: choices(['red', 'blue']) });
    same((await one.items())[0].Colours, ['red', 'blue']);
  });
  step('items: all, in pages of the library', async () => {
    const { ids, one } = await filled('Everything');
    const found = [];
    if (one.items.getAll) found.push(...(await one.items.select('Id').getAll(50)));
    else for await (const page of one.items.select('Id').top(50)) found.push(...page);
    isTrue(ids.every((id) => found.some((each) => each.Id === id)), 'all three');
  });
  step('items: values of a form are validated', async () => {
    const { item } = await filled('Form');
    const [found] = await item(1).validateUpdateListItem([{ FieldName: 'Title', FieldValue: 'By a form' }]);
    same([found.HasException, (await item(1)()).Title], [false, 'By a form']);
  });
  step('items: versions', async () => same((await (await filled('Version')).item(1).versions()).map((one) => [one.VersionLabel, one.Title]), [['1.0', 'Version 1']]));
  step('items: the folder, the list and the web', async () => same((await (await filled('Parents')).item(1).getParentInfos()).ParentList.RootFolderServerRelativeUrl, '/Lists/Announcements'));

  // Users and groups
  step('users: ensure', async () => isTrue(data(await (await web()).ensureUser('anna@contoso.com')).Id > 0, 'an id'));
  step('users: all', async () => {
    await (await web()).ensureUser('bert@contoso.com');
    isTrue((await (await web()).siteUsers()).some((one) => /bert/i.test(one.LoginName)), 'Bert');
  });
  step('users: by id', async () => {
    const { Id } = data(await (await web()).ensureUser('anna@contoso.com'));
    same((await (await web()).getUserById(Id)()).Email, 'anna@contoso.com');
  });
  step('users: by e-mail', async () => same((await (await web()).siteUsers.getByEmail('anna@contoso.com')()).Title, 'Anna Adler'));
  step('users: by login name', async () => {
    const { LoginName } = data(await (await web()).ensureUser('anna@contoso.com'));
    same((await (await web()).siteUsers.getByLoginName(LoginName)()).LoginName, LoginName);
  });
  step('users: by id in the site', async () => {
    const { Id } = data(await (await web()).ensureUser('anna@contoso.com'));
    same((await (await web()).siteUsers.getById(Id)()).Title, 'Anna Adler');
  });
  step('users: one who does not exist', async () => refused(async () => (await web()).siteUsers.getById(9999)(), 404));
  step('users: select and filter', async () => {
    await (await web()).ensureUser('anna@contoso.com');
    same((await (await web()).siteUsers.select('Email').filter("Email eq 'anna@contoso.com'")()).length, 1);
  });
  const removed = (title, run) => step(title, async () => {
    const user = data(await (await web()).ensureUser('carla@contoso.com'));
    await run((await web()).siteUsers, user);
    same((await (await web()).siteUsers()).filter((one) => one.Id === user.Id), []);
    same(data(await (await web()).ensureUser('carla@contoso.com')).Id, user.Id);
  });
  step('users: add', async () => {
    const made = await (await web()).siteUsers.add('i:0#.f|membership|dora@contoso.com');
    same((await made()).Title, 'Dora Dietz');
  });
  removed('users: remove by id', (users, { Id }) => users.removeById(Id));
  removed('users: remove by login name', (users, { LoginName }) => users.removeByLoginName(LoginName));
  removed('users: delete', (users, { Id }) => users.getById(Id).delete());
  step('users: groups of a person', async () => same(await (await web()).siteUsers.getById(data(await (await web()).ensureUser('anna@contoso.com')).Id).groups(), []));
  step('users: change', async () => {
    const user = (await web()).siteUsers.getById(data(await (await web()).ensureUser('dora@contoso.com')).Id);
    await user.update({ Title: 'Dora D.' });
    same((await user()).Title, 'Dora D.');
  });
  for (const role of ['Owner', 'Member', 'Visitor']) {
    step(`groups: the associated group: ${role}`, async () => isTrue((await (await web())[`associated${role}Group`]()).Id, 'an id'));
  }
  const group = async (Title) => {
    await (await web()).siteGroups.add({ Title });
    return (await web()).siteGroups.getByName(Title);
  };
  step('groups: add, by name and by id', async () => {
    const { Id } = await (await group('Added'))();
    same((await (await web()).siteGroups.getById(Id)()).Title, 'Added');
  });
  step('groups: change', async () => {
    await (await group('To change')).update({ Title: 'To change', Description: 'Changed' });
    same((await (await web()).siteGroups.getByName('To change')()).Description, 'Changed');
  });
  step('groups: a member is added and removed', async () => {
    const one = await group('With members');
    await one.users.add('i:0#.w|contoso\\bert');
    same((await one.users()).map((user) => user.Email), ['bert@contoso.com']);
    await one.users.removeByLoginName('i:0#.w|contoso\\bert');
    same(await one.users(), []);
  });
  step('groups: the owner', async () => {
    const one = await group('Owned');
    await one.setUserAsOwner(data(await (await web()).ensureUser('anna@contoso.com')).Id);
    same((await one.select('OwnerTitle')()).OwnerTitle, 'Anna Adler');
  });
  step('groups: remove by id', async () => {
    const { Id } = await (await group('To remove'))();
    await (await web()).siteGroups.removeById(Id);
    await refused(async () => (await web()).siteGroups.getById(Id)(), 404);
  });
  step('groups: remove by name', async () => {
    await group('To remove by name');
    await (await web()).siteGroups.removeByLoginName('To remove by name');
    await refused(async () => (await web()).siteGroups.getByName('To remove by name')(), 404);
  });
  // The method first breaks an inheritance that a top-level site does not have.
  step('groups: the default groups of a top-level site', async () => refused(async () => (await web()).createDefaultAssociatedGroups('Board', 'i:0#.w|contoso\\anna'), 500));
  step('groups: all', async () => isTrue(Array.isArray(await (await web()).siteGroups()), 'a list'));

  // Batches
  step('batch: two reads', async () => {
    await web();
    const [one, other] = await batch(entry, [(sp) => sp.web.lists(), (sp) => sp.web.select('Title')()]);
    isTrue(one.length > 0 && other.Title !== undefined, 'both answers');
  });
  step('batch: three new items', async () => {
    const { one } = await filled('Unbatched', 1);
    await batch(entry, ['a', 'b', 'c'].map((Title) => (sp) => sp.web.lists.getByTitle(LIST).items.add({ Title: `Batched ${Title}` })));
    same((await one.items.filter("startswith(Title,'Batched')")()).length, 3);
  });
  step('batch: lists and items together', async () => {
    await list('In batches');
    await batch(entry, ['a', 'b'].map((Title) => (sp) => sp.web.lists.getByTitle('In batches').items.add({ Title })));
    const [found, info] = await batch(entry, [(sp) => sp.web.lists.getByTitle('In batches').items(), (sp) => sp.web.lists.getByTitle('In batches')()]);
    same([found.map((one) => one.Title), info.ItemCount], [['a', 'b'], 2]);
  });
  step('batch: users', async () => {
    await (await web()).ensureUser('anna@contoso.com');
    const [all, me] = await batch(entry, [(sp) => sp.web.siteUsers(), (sp) => sp.web.currentUser()]);
    isTrue(all.length > 0 && me.Id, 'both answers');
  });
  step('batch: a failure among others', async () => {
    await web();
    const found = await batch(entry, [(sp) => sp.web.lists().then(() => 'read'), (sp) => sp.web.lists.getByTitle('Nothing')().then(() => 'read', () => 'failed')]);
    same(found, ['read', 'failed']);
  });
  step('batch: changes and deletions', async () => {
    const { ids, where } = await filled('In a batch');
    const items = (sp) => sp.web.lists.getByTitle(LIST).items;
    await batch(entry, [(sp) => items(sp).getById(ids[0]).update({ Title: 'Changed' }), (sp) => items(sp).getById(ids[1]).delete()]);
    same((await where()()).map((each) => each.Title).sort(), ['Changed', 'In a batch 3']);
  });
};
