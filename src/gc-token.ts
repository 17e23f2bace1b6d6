#!/usr/bin/env node
import { runCommand } from './compose/command.ts'

runCommand()
