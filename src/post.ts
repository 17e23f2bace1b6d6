import { runPost } from './adapters/runner/run-action.ts'
import { post } from './compose/post.ts'

runPost(post)
