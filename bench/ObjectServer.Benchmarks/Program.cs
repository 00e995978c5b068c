using System.CommandLine;
using ObjectServer.Benchmarks.Commands;

var root = new RootCommand("Measures ObjectServer beside what it is compared with, in one run.");
foreach (Topic topic in Topic.All) root.Add(new MeasureCommand(topic.Name, topic.Description, topic));
root.Add(new MeasureCommand("all", "Everything.", Topic.All));
root.Add(new ServeCommand());
root.Add(new ClientCommand());
root.Add(new WorkerCommand());
root.Add(new TypesClientCommand());
root.Add(new MixedCommand());
root.Add(new ValuesClientCommand());
root.Add(new FanoutClientCommand());
root.Add(new StartCommand());
root.Add(new SoakCommand());
root.Add(new TokensCommand());
root.Add(new SessionsClientCommand());
return await root.Parse(args).InvokeAsync();
