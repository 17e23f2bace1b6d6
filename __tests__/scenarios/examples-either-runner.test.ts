import { runWorkflow } from '../../simulator/runner/run-workflow.ts'
import { examplesWithCurl } from './either-runner/curl.ts'
import { exampleOfGc } from './either-runner/gc-cli.ts'
import { exampleOfALongJob } from './either-runner/long-job.ts'
import { examplesOfNetworks } from './either-runner/network.ts'
import { exampleOfPullRequests } from './either-runner/pull-requests.ts'
import { probeOfARunner } from './either-runner/probe.ts'
import { runExample } from './run-example.ts'

// The same under act is in __tests__/real-tools/act.tools.ts.
examplesWithCurl(runExample)
examplesOfNetworks(runExample)
exampleOfPullRequests(runExample)
exampleOfGc(runExample)
exampleOfALongJob(runExample)
probeOfARunner(runWorkflow, { masksEachLine: true, showsUnendedLines: true })
