// The guides of PnPjs for sites, lists, items, fields, users, batches and files. Both versions have nearly the same methods.
const tenant = require('./tenant.js');
const { step, same, isTrue, refused } = require('./board.js');

/**
 * @param load gives the library's entry, with all its modules
 * @param data the values of what add() and ensureUser() give
 * @param batch runs functions, which get the entry of the batch, in one batch
 */
module.exports = ({ load, data, batch }) => {
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
    await refused(async () => (await web()).lists.getByTitle('To delete')());
  });
  step('lists: recycle', async () => isTrue(await (await list('To recycle')).recycle(), 'an id'));
  step('lists: number of items', async () => {
    const before = (await (await existing()).select('ItemCount')()).ItemCount;
    await filled('Counted');
    same((await (await existing()).select('ItemCount')()).ItemCount, before + 3);
  });
  step('lists: the entity type', async () => isTrue((await (await existing()).select('ListItemEntityTypeFullName')()).ListItemEntityTypeFullName, 'a name'));
  step('lists: that does not exist', async () => same((await refused(async () => (await web()).lists.getByTitle('Nothing')())).status, 404));
  step('lists: views', async () => isTrue((await (await existing()).views()).length > 0, 'a view'));
  step('lists: default view', async () => isTrue((await (await existing()).defaultView()).Id, 'an id'));
  step('lists: items by CAML', async () => {
    const found = await (await filled('Caml')).one.getItemsByCAMLQuery({ ViewXml: '<View><Query><Where><Eq><FieldRef Name="Title"/><Value Type="Text">Caml 2</Value></Eq></Where></Query></View>' });
    same(found.map((one) => one.Title), ['Caml 2']);
  });
  step('lists: data as a stream', async () => isTrue((await (await filled('Rendered')).one.renderListDataAsStream({ ViewXml: '<View/>' })).Row, 'rows'));
  step('lists: content types', async () => isTrue((await (await existing()).contentTypes()).length > 0, 'a type'));
  step('lists: changes', async () => isTrue(Array.isArray(await (await existing()).getChanges({ Add: true, Item: true })), 'a list'));

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
    same((await refused(() => item(1).update({ Title: 'Twice' }, '"1"'))).status, 412);
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
  step('items: that does not exist', async () => same((await refused(async () => (await existing()).items.getById(99999)())).status, 404));
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
  step('items: values as text', async () => same((await (await filled('As text')).item(1).fieldValuesAsText()).Title, 'As text 1'));
  step('items: effective permissions', async () => isTrue(await (await filled('Rights')).item(1).effectiveBasePermissions(), 'permissions'));

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
